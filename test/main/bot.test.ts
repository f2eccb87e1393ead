import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LocalDiscord, LocalDiscordOptions } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import { textOf, titlesOf } from '../end-to-end/read-message.ts';
import { openServices } from '../sources/live/open-services.ts';
import { type BuiltProject, buildProject } from './build-project.ts';
import { addressIn, type Program, startProgram } from './start-program.ts';

// Each start takes a second, or many where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

let project: BuiltProject;
let databases = 0;

beforeAll(async () => {
  project = await buildProject();
});

afterAll(() => project.remove());

async function openDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const discord = await openLocalDiscord(options);
  onTestFinished(() => discord.close());
  return discord;
}

/** What makes the program join this Discord, on a database of its own. */
function settingsFor(discord: LocalDiscord): Record<string, string> {
  databases += 1;
  return {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    OFFPRINT_DB: `data/test-${databases}.sqlite`,
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
}

function startBot(environment: Readonly<Record<string, string>>): Program {
  return startProgram(project, 'main', { environment });
}

async function stop(bot: Program): Promise<void> {
  bot.child.kill('SIGTERM');
  expect(await bot.ended).toMatchObject({ code: 0, stderr: [] });
}

/** Requests that wrote commands, as `PUT guilds/…` or `PUT commands`. */
function registrations(discord: LocalDiscord): string[] {
  return discord.requests
    .filter(({ method, path }) => method !== 'GET' && path.endsWith('/commands'))
    .map(({ method, path }) => `${method} ${path.replace(/^\/applications\/\d+\//, '')}`);
}

describe('npm start with a token', () => {
  it('joins that Discord, answers /search, and is well', async () => {
    const discord = await openDiscord();
    const bot = startBot(settingsFor(discord));
    const welcome = await bot.line();
    expect(welcome).toMatch(/^Connected\./);
    expect((await fetch(addressIn(welcome))).status).toBe(200);
    const query = 'preference optimization';
    const answer = await discord.person('ada').runCommand('papers', 'search', { query }).message();
    expect(titlesOf(answer)).toHaveLength(5);
    await stop(bot);
    expect(discord.violations).toEqual([]);
  });

  it('reads its sources by itself, and says so in /healthz and /digest status', async () => {
    const discord = await openDiscord();
    const services = await openServices({ now: () => new Date() });
    onTestFinished(() => services.close());
    const bot = startBot({
      ...settingsFor(discord),
      OFFPRINT_SOURCES: 'hugging-face',
      STAND_IN_PORT: String(services.port),
      NODE_OPTIONS: `--import=${new URL('../cli/stand-in.js', import.meta.url).href}`,
    });
    const health = addressIn(await bot.line());
    const read = await vi.waitFor(
      async () => {
        const { sources } = (await (await fetch(health)).json()) as { sources: object[] };
        expect(sources).toMatchObject([{ lastSuccess: expect.any(String), failingSince: null }]);
        return sources;
      },
      { timeout: 60_000, interval: 250 },
    );
    expect(read).toMatchObject([{ name: 'hugging-face', nextTry: expect.any(String) }]);
    const ada = discord.person('ada');
    await ada.runCommand('papers', 'digest setup', { time_zone: 'Europe/Berlin' }).message();
    const status = await ada.runCommand('papers', 'digest status').message();
    expect(textOf(status)).toMatch(/Source \*\*hugging-face\*\*: read /);
    await stop(bot);
  });

  it('registers its commands once, and writes nothing where they stand already', async () => {
    const discord = await openDiscord();
    const settings = settingsFor(discord);
    const first = startBot(settings);
    await first.lineWith('Connected');
    await stop(first);
    expect(registrations(discord)).toEqual(['PUT commands']);
    const second = startBot(settings);
    await second.lineWith('Connected');
    await stop(second);
    expect(registrations(discord)).toEqual(['PUT commands']);
  });

  it('moves its commands into the one server of DISCORD_GUILD_ID, and back', async () => {
    const discord = await openDiscord();
    const settings = settingsFor(discord);
    const everywhere = startBot(settings);
    await everywhere.lineWith('Connected');
    await stop(everywhere);
    const names = discord.commands().map(({ name }) => name);
    expect(names).toContain('search');

    const { id } = discord.guild();
    const here = startBot({ ...settings, DISCORD_GUILD_ID: id });
    await here.lineWith('Connected');
    expect(discord.commands()).toEqual([]);
    expect(discord.commands(id).map(({ name }) => name)).toEqual(names);
    const help = await discord.person('ada').runCommand('papers', 'help').message();
    const search = discord.commands(id).find(({ name }) => name === 'search');
    expect(textOf(help)).toContain(`</search:${search?.id}>`);
    await stop(here);

    const back = startBot(settings);
    await back.lineWith('Connected');
    expect(discord.commands(id)).toEqual([]);
    expect(discord.commands().map(({ name }) => name)).toEqual(names);
    await stop(back);
  });

  it('prints its invite link where it is in no server', async () => {
    const discord = await openDiscord({ scene: { people: ['ada'] } });
    const bot = startBot(settingsFor(discord));
    const link = new URL(addressIn(await bot.lineWith('no server')));
    expect(link.hostname).toBe('discord.com');
    expect(link.searchParams.get('client_id')).toBe(discord.applicationId);
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
    await stop(bot);
  });

  it.each([
    [
      'a wrong token',
      { DISCORD_TOKEN: 'MTIzNDU2Nzg5MDEyMzQ1Njc4.wrong1.nothing-that-discord-knows-000' },
      /^Discord rejects DISCORD_TOKEN\./,
      78,
    ],
    [
      'a server that it is not in',
      { DISCORD_GUILD_ID: '123456789012345678' },
      /not in server 123456789012345678.*https:\/\/discord\.com\/oauth2/,
      78,
    ],
    [
      'a Discord that is not there',
      { DISCORD_API_URL: 'http://127.0.0.1:9/api' },
      /^Discord cannot be reached\./,
      1,
    ],
  ])('is stopped by %s, with one line', async (_, wrong, sentence, exitCode) => {
    const discord = await openDiscord();
    const { code, stderr } = await startBot({ ...settingsFor(discord), ...wrong }).ended;
    expect(stderr).toEqual([expect.stringMatching(sentence)]);
    expect(code).toBe(exitCode);
  });

  it('finds what another process imports meanwhile', async () => {
    const discord = await openDiscord();
    const settings = settingsFor(discord);
    const bot = startBot(settings);
    await bot.lineWith('Connected');
    const title = 'Quokka burrows and the price of tin';
    const records = join(project.folder, 'later.jsonl');
    await writeFile(records, JSON.stringify({ title, abstract: 'Marsupials move markets.' }));
    const imported = startProgram(project, 'cli', {
      args: ['import', records],
      environment: settings,
    });
    expect(await imported.ended).toMatchObject({ code: 0 });
    expect(await titlesFor(discord, '"quokka burrows"', title)).toContain(title);
    await stop(bot);
  });

  it('reads its folder of pages, and what is put there while it runs', async () => {
    const discord = await openDiscord();
    const bot = startBot(settingsFor(discord));
    await bot.lineWith('Connected');
    const title = 'Wombat diplomacy in the age of copper';
    const record = JSON.stringify({ title, abstract: 'Burrows as embassies.' });
    await writeFile(join(project.folder, 'data/pages/new.jsonl'), `${record}\n`);
    expect(await titlesFor(discord, '"wombat diplomacy"', title)).toContain(title);
    await stop(bot);
  });
});

/** Asks until the answer names a paper: each question waits for its answer, none for the clock. */
async function titlesFor(
  discord: LocalDiscord,
  query: string,
  title: string,
): Promise<readonly string[]> {
  const ada = discord.person('ada');
  const end = Date.now() + 60_000;
  for (;;) {
    const titles = titlesOf(await ada.runCommand('papers', 'search', { query }).message());
    if (titles.includes(title) || Date.now() > end) {
      return titles;
    }
  }
}
