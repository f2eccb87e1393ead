import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import type { Scene } from '../../src/local-discord/scene.ts';
import { titlesOf } from '../end-to-end/read-message.ts';
import { createTestSchema, hasServer } from '../store/engines.ts';
import { type BuiltProject, buildProject } from './build-project.ts';
import { addressIn, type Program, startProgram } from './start-program.ts';

// Each start takes seconds, or many where the machine is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let project: BuiltProject;
let databases = 0;

beforeAll(async () => {
  project = await buildProject();
});

afterAll(() => project.remove());

async function openDiscord(scene?: Scene): Promise<LocalDiscord> {
  const discord = await openLocalDiscord({
    sharding: { recommended: 2, maxConcurrency: 2, identifyEvery: 5000 },
    ...(scene && { scene }),
  });
  onTestFinished(() => discord.close());
  return discord;
}

function startProcesses(
  discord: LocalDiscord,
  processes: number,
  settings: Readonly<Record<string, string>> = {},
): Program {
  databases += 1;
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    OFFPRINT_DB: `data/processes-${databases}.sqlite`,
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...settings,
  };
  return startProgram(project, 'main', {
    args: ['--processes', String(processes)],
    environment,
  });
}

async function healthAt(address: string): Promise<{ code: number; health: unknown }> {
  const response = await fetch(address);
  return { code: response.status, health: await response.json() };
}

async function killChildOf({ child }: Program): Promise<void> {
  const { stdout } = await promisify(execFile)('pgrep', ['-P', String(child.pid)]);
  process.kill(Number(stdout), 'SIGKILL');
}

async function search(discord: LocalDiscord, channel = 'papers'): Promise<readonly string[]> {
  const query = 'preference optimization';
  return titlesOf(await discord.person('ada').runCommand(channel, 'search', { query }).message());
}

it('answers in a process with the shards that Discord recommends, which is started again and stops', async () => {
  const discord = await openDiscord();
  const parent = startProcesses(discord, 1);
  const welcome = await parent.lineWith('Connected: 1 process.');
  expect(await search(discord)).toHaveLength(5);
  expect(discord.connectedShards).toEqual([0, 1]);
  expect(await healthAt(addressIn(welcome))).toMatchObject({
    code: 200,
    health: { status: 'ok', processes: [{ shards: '0-1/2', gateway: 'ready', papers: 474 }] },
  });
  await killChildOf(parent);
  await discord.until(() => !discord.connected);
  await discord.until(() => discord.connectedShards.length === 2, { timeoutMs: 60_000 });
  expect(await search(discord)).toHaveLength(5);
  parent.child.kill('SIGTERM');
  const { code, stderr } = await parent.ended;
  expect(code).toBe(0);
  expect(stderr).toEqual([expect.stringContaining('process ended')]);
  expect(discord.connectedShards).toEqual([]);
  expect(discord.violations).toEqual([]);
});

it('ends with its parent, however that ends', async () => {
  const discord = await openDiscord();
  const parent = startProcesses(discord, 1);
  await parent.lineWith('Connected');
  parent.child.kill('SIGKILL');
  await discord.until(() => !discord.connected, { timeoutMs: 60_000 });
});

it('is not started where the token is refused, with one line', async () => {
  const discord = await openDiscord();
  const parent = startProcesses(discord, 1, {
    DISCORD_TOKEN: 'MTIzNDU2Nzg5MDEyMzQ1Njc4.wrong1.nothing-that-discord-knows-000',
  });
  const { code, stderr } = await parent.ended;
  expect(stderr).toEqual([expect.stringMatching(/^Discord rejects DISCORD_TOKEN\./)]);
  expect(code).toBe(78);
});

it('ends for good with a process that is refused', async () => {
  const discord = await openDiscord();
  const parent = startProcesses(discord, 1, { DISCORD_GUILD_ID: '123456789012345678' });
  const { code, stdout, stderr } = await parent.ended;
  expect(stdout.join('\n')).not.toContain('Connected');
  expect(stderr).toEqual([expect.stringMatching(/not in server 123456789012345678/)]);
  expect(code).toBe(78);
});

it('is refused on SQLite, and where there are too few shards', async () => {
  const discord = await openDiscord();
  const onSqlite = await startProcesses(discord, 2).ended;
  expect(onSqlite).toMatchObject({
    code: 78,
    stderr: [
      '--processes 2 needs a PostgreSQL database, since one process works on a SQLite file. Set OFFPRINT_DB to a postgres:// address.',
    ],
  });
  const OFFPRINT_DB = 'postgres://offprint@127.0.0.1:9/offprint';
  const tooFew = await startProcesses(discord, 3, { OFFPRINT_DB, OFFPRINT_SHARDS: '2' }).ended;
  expect(tooFew).toMatchObject({
    code: 78,
    stderr: ['--processes 3 needs a shard for each process, and OFFPRINT_SHARDS names 2.'],
  });
});

it.skipIf(!hasServer)(
  'answers on PostgreSQL in two processes, each for its own servers',
  async () => {
    const guilds = Array.from({ length: 6 }, (_, at) => ({
      name: `Lab ${at}`,
      channels: ['papers'],
    }));
    const discord = await openDiscord({ people: ['ada'], guilds });
    const OFFPRINT_DB = await createTestSchema();
    // One process waits for the other to register the commands, and may say so.
    const parent = startProcesses(discord, 2, { OFFPRINT_DB, LOG_LEVEL: 'error' });
    const welcome = await parent.lineWith('Connected: 2 processes');
    expect(await healthAt(addressIn(welcome))).toMatchObject({
      code: 200,
      health: {
        processes: [
          { shards: '0/2', gateway: 'ready', papers: 474 },
          { shards: '1/2', gateway: 'ready', papers: 474 },
        ],
      },
    });
    for (const { name } of guilds) {
      expect(await search(discord, `${name}/papers`)).toHaveLength(5);
    }
    parent.child.kill('SIGTERM');
    expect(await parent.ended).toMatchObject({ code: 0, stderr: [] });
    const registered = discord.requests.filter(
      ({ method, path }) => method === 'PUT' && path.endsWith('/commands'),
    );
    expect(registered).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  },
);

it.skipIf(!hasServer)('is refused on PostgreSQL where another host has its shards', async () => {
  const discord = await openDiscord();
  const OFFPRINT_DB = await createTestSchema();
  const first = startProcesses(discord, 1, { OFFPRINT_DB, OFFPRINT_SHARDS: '0-1/2' });
  await first.lineWith('Connected');
  const second = await startProcesses(discord, 1, { OFFPRINT_DB, OFFPRINT_SHARDS: '1/2' }).ended;
  expect(second.code).toBe(78);
  expect(second.stdout).toEqual([]);
  expect(second.stderr.join('\n')).toMatch(/^Shard 1 of 2 is taken: another process/m);
  expect(await search(discord)).toHaveLength(5);
  first.child.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
});
