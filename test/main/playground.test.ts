import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { act, readView } from '../playground/read-view.ts';
import { type BuiltProject, buildProject } from './build-project.ts';
import { addressIn, startProgram } from './start-program.ts';

let project: BuiltProject;

beforeAll(async () => {
  project = await buildProject();
});

afterAll(() => project.remove());

// Each start takes a second, or many where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

const quiet = { PORT: '0', LOG_LEVEL: 'warn' };

describe('npm start without a token', () => {
  it('says that it is the playground and why, opens it, and stops when told to', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const bot = startProgram(project, 'main', { environment: quiet });
      expect(await bot.line()).toMatch(/^DISCORD_TOKEN is not set.*playground/);
      const address = addressIn(await bot.line());
      const page = await fetch(address);
      expect(page.status).toBe(200);
      expect(await page.text()).toMatch(/<html/i);

      const health = await fetch(new URL('/healthz', address));
      expect(health.status).toBe(200);
      expect(await health.json()).toEqual({
        status: 'ok',
        database: 'ok',
        gateway: 'ready',
        papers: 474,
        lastImport: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      });

      bot.child.kill(signal);
      expect(await bot.ended).toMatchObject({ code: 0, stderr: [] });
      await expect(fetch(address)).rejects.toThrow();
    }
  });

  it('replays the pages it comes with, keeps the world over a restart, and starts a new one', async () => {
    const replay = startProgram(project, 'main', {
      args: ['--replay', '--fresh'],
      environment: quiet,
    });
    const address = addressIn(await replay.lineWith('http'));
    const before = await readView(address);
    expect(before.time.replay).toBe('2025-08-07');
    expect(before.messages).toHaveLength(1);
    expect(await act(address, 'ada', { kind: 'move-time', move: 'page' })).toEqual({ done: true });
    const after = await readView(address);
    expect(after.time.replay).toBe('2025-08-29');
    const digest = after.messages.at(-1)?.message;
    expect(digest?.timestamp).toMatch(/^2025-08-0[78]T/);
    expect(JSON.stringify(digest?.components)).toContain('8 new');
    const { id, channel_id: channel } = digest ?? { id: '', channel_id: '' };
    const reaction = { kind: 'react', emoji: '1️⃣', on: true, burst: false } as const;
    await act(address, 'grace', { ...reaction, channel, message: id });
    replay.child.kill('SIGTERM');
    expect(await replay.ended).toMatchObject({ code: 0, stderr: [] });

    const again = startProgram(project, 'main', { environment: quiet });
    const there = addressIn(await again.lineWith('http'));
    const kept = await readView(there, { person: 'grace' });
    expect(kept.time.replay).toBe('2025-08-29');
    expect(kept.messages.map(({ message }) => message.id)).toEqual([id]);
    expect(kept.messages[0]?.mine).toEqual(['1️⃣']);
    const list = { kind: 'run', channel, name: 'saved list', options: {} } as const;
    await act(there, 'grace', list);
    await vi.waitFor(
      async () => {
        const { messages } = await readView(there, { person: 'grace' });
        expect(JSON.stringify(messages.at(-1)?.message.components)).toContain('**1.**');
      },
      { timeout: 20_000 },
    );
    again.child.kill('SIGTERM');
    await again.ended;

    const fresh = startProgram(project, 'main', { args: ['--fresh'], environment: quiet });
    const view = await readView(addressIn(await fresh.lineWith('http')));
    expect(view.messages).toEqual([]);
    expect(view.time).toMatchObject({ ahead: 0, canReplay: true });
    fresh.child.kill('SIGTERM');
    await fresh.ended;
  });

  it('turns into a replay at the same address, and only while it is unused', async () => {
    const bot = startProgram(project, 'main', { args: ['--fresh'], environment: quiet });
    const address = addressIn(await bot.lineWith('http'));
    await act(address, 'ada', { kind: 'start-replay' });
    await vi.waitFor(async () => expect((await readView(address)).time.replay).toBe('2025-08-07'), {
      timeout: 60_000,
      interval: 250,
    });
    expect(await act(address, 'ada', { kind: 'start-replay' })).toMatchObject({
      error: expect.stringContaining('--fresh'),
    });
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toMatchObject({ code: 0, stderr: [] });
  });

  it('puts a world that is in use aside only when told to, and logs nothing of its use', async () => {
    const environment = { PORT: '0', LOG_LEVEL: 'info' };
    const bot = startProgram(project, 'main', { args: ['--fresh'], environment });
    const address = addressIn(await bot.lineWith('http'));
    const { channel } = await readView(address);
    await act(address, 'ada', { kind: 'run', channel: channel.id, name: 'help', options: {} });
    bot.child.kill('SIGTERM');
    const said = await bot.ended;
    expect(said.stdout).toHaveLength(2);
    expect(said.stderr).toEqual([]);
    const refused = startProgram(project, 'main', { args: ['--replay'], environment: quiet });
    const { code, stderr } = await refused.ended;
    expect(code).toBe(1);
    expect(stderr).toEqual([expect.stringMatching(/already have a playground.*--replay --fresh/)]);
  });

  it('stops just as well while it starts', async () => {
    const bot = startProgram(project, 'main', { environment: quiet });
    await bot.line();
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toMatchObject({ code: 0, stderr: [] });
  });

  it('warns when other machines can reach it', async () => {
    const bot = startProgram(project, 'main', { environment: { ...quiet, HOST: '0.0.0.0' } });
    await bot.lineWith('http');
    expect(await bot.line()).toMatch(/^HOST is 0\.0\.0\.0.*can act as anybody/);
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toMatchObject({ code: 0, stderr: [] });
  });

  it('is refused on a port that is taken, in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const bot = startProgram(project, 'main', { environment: { ...quiet, PORT: String(port) } });
    const { code, stderr } = await bot.ended;
    other.close();
    expect(code).toBe(1);
    expect(stderr).toEqual([
      `The playground cannot listen on 127.0.0.1:${port}; change HOST or PORT.`,
    ]);
  });

  it('is refused beside another on the same database, which goes on', async () => {
    const first = startProgram(project, 'main', { environment: quiet });
    const address = addressIn(await first.lineWith('http'));
    const second = startProgram(project, 'main', { environment: quiet });
    const { code, stderr } = await second.ended;
    expect(code).toBe(1);
    expect(stderr).toEqual([expect.stringMatching(/^Another Offprint bot is running on .*sqlite/)]);
    expect((await fetch(new URL('/healthz', address))).status).toBe(200);
  });

  it('is stopped by wrong settings, all of them named in one message', async () => {
    const environment = { PORT: 'many', LOG_LEVEL: 'loud', OFFPRINT_PAPERS: 'x' };
    const { code, stdout, stderr } = await startProgram(project, 'main', { environment }).ended;
    expect(code).toBe(78);
    expect(stdout).toEqual([]);
    expect(stderr.filter((line) => line.startsWith('- '))).toHaveLength(3);
    for (const name of Object.keys(environment)) {
      expect(stderr.join()).toContain(name);
    }
    expect(stderr.join()).not.toMatch(/^\s+at /m);
  });
});
