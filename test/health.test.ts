import { expect, it, onTestFinished } from 'vitest';
import type { CorpusOverview } from '../src/corpus/paper-reader.ts';
import { checkHealth, type HealthSources, joinHealth, serveHealth } from '../src/health.ts';

const overview: CorpusOverview = { revision: 3, papers: 474, listings: 553, pages: 5 };

const now = new Date('2026-11-21T12:10:00.000Z');
const since = new Date('2026-11-21T12:08:59.000Z');
const lately = new Date('2026-11-21T12:09:00.000Z');

const local = { host: '127.0.0.1', port: 0 };

async function serve(sources: Partial<HealthSources> = {}) {
  const server = await serveHealth(local, () =>
    checkHealth({
      corpus: { overview: async () => overview },
      gateway: () => ({ state: 'ready', since }),
      clock: { now: () => now },
      ...sources,
    }),
  );
  onTestFinished(() => server.close());
  return server;
}

async function ask(sources?: Partial<HealthSources>) {
  const { url } = await serve(sources);
  const response = await fetch(`${url}/healthz`);
  return { code: response.status, health: (await response.json()) as unknown };
}

it('answers 200 with what is there', async () => {
  expect(await ask()).toEqual({
    code: 200,
    health: { status: 'ok', database: 'ok', gateway: 'ready', papers: 474, lastImport: null },
  });
});

it('answers 503 with the reason while Discord has been away for more than a minute', async () => {
  const lastImport = '2026-11-21T12:00:00.000Z';
  const corpus = { overview: async () => ({ ...overview, lastImport }) };
  const state = 'reconnecting';
  expect(await ask({ gateway: () => ({ state, since }), corpus })).toEqual({
    code: 503,
    health: {
      status: 'failing',
      reason: 'The connection to Discord has been lost since 2026-11-21T12:08:59.000Z.',
      database: 'ok',
      gateway: state,
      gatewayAwaySince: since.toISOString(),
      papers: 474,
      lastImport,
    },
  });
  expect(await ask({ gateway: () => ({ state, since: lately }), corpus })).toMatchObject({
    code: 200,
    health: { status: 'ok', gateway: state, gatewayAwaySince: lately.toISOString() },
  });
});

it.each(['connecting', 'disconnected'] as const)(
  'answers 503 at once while the gateway is %s',
  async (state) => {
    expect(await ask({ gateway: () => ({ state, since: lately }) })).toMatchObject({
      code: 503,
      health: { status: 'failing', reason: expect.stringContaining('Discord'), gateway: state },
    });
  },
);

it('answers 503 when the database fails, and does not say why', async () => {
  const corpus = { overview: () => Promise.reject(new Error('secret path /srv/x.sqlite')) };
  expect(await ask({ corpus })).toEqual({
    code: 503,
    health: {
      status: 'failing',
      reason: 'The database cannot be read; the log says why.',
      database: 'failing',
      gateway: 'ready',
    },
  });
});

it('knows nothing else', async () => {
  const { url } = await serve();
  expect((await fetch(`${url}/`)).status).toBe(404);
  expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${url}/healthz?of=bot`)).status).toBe(200);
  const head = await fetch(`${url}/healthz`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

it('says which port it cannot have', async () => {
  const { url } = await serve();
  const port = Number(new URL(url).port);
  const check = async () => joinHealth([]);
  await expect(serveHealth({ ...local, port }, check)).rejects.toThrow(
    `/healthz cannot listen on 127.0.0.1:${port}; change HOST or PORT.`,
  );
});

it('answers 503 while the disk of the database is full', async () => {
  const full = await ask({ freeSpace: async () => 4096 });
  expect(full).toMatchObject({
    code: 503,
    health: { status: 'failing', reason: 'The disk of the database is full.' },
  });
  expect(await ask({ freeSpace: async () => 1e9 })).toMatchObject({ code: 200 });
});

it('answers 503 once a part of the database was found to be damaged', async () => {
  expect(await ask({ trouble: () => 'damaged' })).toMatchObject({
    code: 503,
    health: { database: 'failing', reason: expect.stringContaining('damaged') },
  });
  expect(await ask({ trouble: () => undefined })).toMatchObject({ code: 200 });
});

it('answers for several processes, and names the shards of one that fails', async () => {
  const well = { status: 'ok', database: 'ok', gateway: 'ready' } as const;
  const askAll = async (states: Parameters<typeof joinHealth>[0]) => {
    const server = await serveHealth(local, async () => joinHealth(states));
    onTestFinished(() => server.close());
    const response = await fetch(`${server.url}/healthz`);
    return { code: response.status, health: (await response.json()) as unknown };
  };
  const first = { shards: '0-1/4', health: well };
  expect(await askAll([first, { shards: '2-3/4', health: well }])).toMatchObject({
    code: 200,
    health: { status: 'ok', processes: [{ shards: '0-1/4', gateway: 'ready' }, { status: 'ok' }] },
  });
  expect(await askAll([first, { shards: '2-3/4', health: undefined }])).toMatchObject({
    code: 503,
    health: { status: 'failing', reason: 'Shards 2-3/4: The process does not answer.' },
  });
});
