import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

  it('stops just as well while it starts', async () => {
    const bot = startProgram(project, 'main', { environment: quiet });
    await bot.line();
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
    expect(code).toBe(1);
    expect(stdout).toEqual([]);
    expect(stderr.filter((line) => line.startsWith('- '))).toHaveLength(3);
    for (const name of Object.keys(environment)) {
      expect(stderr.join()).toContain(name);
    }
    expect(stderr.join()).not.toMatch(/^\s+at /m);
  });
});
