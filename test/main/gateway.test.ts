import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LocalDiscord, RecordedRequest } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import { type BuiltProject, buildProject } from './build-project.ts';
import { addressIn, type Program, startProgram } from './start-program.ts';

// Each start takes a second, or many where the machine is busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let project: BuiltProject;
let databases = 0;

beforeAll(async () => {
  project = await buildProject();
});

afterAll(() => project.remove());

async function openDiscord(): Promise<LocalDiscord> {
  const discord = await openLocalDiscord();
  onTestFinished(() => discord.close());
  return discord;
}

function startBot(discord: LocalDiscord, args: readonly string[] = []): Program {
  databases += 1;
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    OFFPRINT_DB: `data/gateway-${databases}.sqlite`,
    PORT: '0',
  };
  return startProgram(project, 'main', { args, environment });
}

const events = (stderr: readonly string[]): string[] =>
  stderr.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line).msg as string);

const sentences = (stderr: readonly string[]): string[] =>
  stderr.filter((line) => !line.startsWith('{'));

async function healthOf(address: string): Promise<{ code: number; gateway: string }> {
  const response = await fetch(address);
  const { gateway } = (await response.json()) as { gateway: string };
  return { code: response.status, gateway };
}

const unauthorized = { status: 401, code: 0, message: '401: Unauthorized' } as const;

/** How often the bot asked whose its token is. */
function checks(discord: LocalDiscord): number {
  return discord.requests.filter(
    ({ path, status }) => path === '/applications/@me' && status === 200,
  ).length;
}

function isOpening({ path, status }: RecordedRequest): boolean {
  return path === '/users/@me/channels' && status === 200;
}

describe('a bot that Discord refuses while it runs', () => {
  it('ends with a sentence and its own exit code', async () => {
    const discord = await openDiscord();
    const bot = startBot(discord);
    await bot.lineWith('Connected');
    discord.misbehave.endGateway(4014);
    const { code, stderr } = await bot.ended;
    expect(code).toBe(78);
    expect(sentences(stderr)).toEqual([expect.stringMatching(/intents.*4014/)]);
    expect(events(stderr)).toContain('gateway lost');
  });

  it('ends just as well where it is refused at the start', async () => {
    const discord = await openDiscord();
    discord.misbehave.endGateway(4004);
    const { code, stderr } = await startBot(discord).ended;
    expect(code).toBe(78);
    expect(sentences(stderr)).toEqual([expect.stringMatching(/^Discord rejects DISCORD_TOKEN\./)]);
  });

  it('ends when a request says that the token is no longer valid, once that is sure', async () => {
    const discord = await openDiscord();
    const bot = startBot(discord);
    await bot.lineWith('Connected');
    const found = discord.person('ada').runCommand('papers', 'search', {
      query: 'preference optimization',
      share: true,
    });
    const message = await found.message();
    // The first save is explained by direct message.
    const opening = { method: 'POST', path: '/users/@me/channels' } as const;
    discord.misbehave.refuse({ match: opening, ...unauthorized });
    discord.person('ada').react(message, '1️⃣');
    await discord.until(() => checks(discord) > 0);
    discord.person('grace').react(message, '1️⃣');
    await discord.until(() => discord.requests.some(isOpening));

    discord.misbehave.refuse({ ...unauthorized, times: 1000 });
    discord.person('alan').react(message, '1️⃣');
    const { code, stderr } = await bot.ended;
    expect(code).toBe(78);
    expect(sentences(stderr)).toEqual([expect.stringMatching(/^Discord rejects DISCORD_TOKEN\./)]);
    expect(events(stderr)).toContain('Discord refused the token once, then accepted it');
  });

  it('stays, unhealthy, until it is stopped where a container asks for that', async () => {
    const discord = await openDiscord();
    const bot = startBot(discord, ['--stay-if-refused']);
    const health = addressIn(await bot.lineWith('Connected'));
    discord.misbehave.endGateway(4004);
    await vi.waitFor(() => expect(fetch(health)).rejects.toThrow(), { timeout: 20_000 });
    expect(bot.child.exitCode).toBeNull();
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toMatchObject({ code: 78 });
  });
});

describe('a bot that loses Discord', () => {
  it('is not ready meanwhile, comes back, and logs both', async () => {
    const discord = await openDiscord();
    const bot = startBot(discord);
    const health = addressIn(await bot.lineWith('Connected'));
    expect(await healthOf(health)).toEqual({ code: 200, gateway: 'ready' });
    const letIn = discord.misbehave.refuseGateway();
    discord.misbehave.dropGateway();
    await expect
      .poll(() => healthOf(health), { timeout: 20_000 })
      .toEqual({
        // For a minute: a lost connection is usually back at once.
        code: 200,
        gateway: 'reconnecting',
      });
    letIn();
    await expect
      .poll(() => healthOf(health), { timeout: 20_000 })
      .toEqual({ code: 200, gateway: 'ready' });
    bot.child.kill('SIGTERM');
    const { code, stderr } = await bot.ended;
    expect(code).toBe(0);
    const changes = events(stderr).filter((event) => event.startsWith('gateway'));
    expect(changes).toEqual(['gateway lost', 'gateway back']);
    expect(stderr.join()).toMatch(/"awaySeconds":\d+/);
  });

  it('is stopped by SIGTERM meanwhile, and does not come back', async () => {
    const discord = await openDiscord();
    const bot = startBot(discord);
    const health = addressIn(await bot.lineWith('Connected'));
    discord.misbehave.refuseGateway();
    discord.misbehave.dropGateway();
    await expect
      .poll(() => healthOf(health), { timeout: 20_000 })
      .toMatchObject({ gateway: 'reconnecting' });
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toMatchObject({ code: 0 });
    expect(discord.connected).toBe(false);
  });
});
