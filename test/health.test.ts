import { expect, it, onTestFinished } from 'vitest';
import type { CorpusOverview } from '../src/corpus/paper-reader.ts';
import { type HealthSources, serveHealth } from '../src/health.ts';

const overview: CorpusOverview = { revision: 3, papers: 474, listings: 553, pages: 5 };

async function serve(sources: Partial<HealthSources> = {}) {
  const server = await serveHealth({
    host: '127.0.0.1',
    port: 0,
    corpus: { overview: async () => overview },
    gateway: () => 'ready',
    ...sources,
  });
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

it('answers 503 while Discord is away', async () => {
  const lastImport = '2026-11-21T12:00:00.000Z';
  const corpus = { overview: async () => ({ ...overview, lastImport }) };
  expect(await ask({ gateway: () => 'connecting', corpus })).toEqual({
    code: 503,
    health: { status: 'failing', database: 'ok', gateway: 'connecting', papers: 474, lastImport },
  });
});

it('answers 503 when the database fails, and does not say why', async () => {
  const corpus = { overview: () => Promise.reject(new Error('secret path /srv/x.sqlite')) };
  expect(await ask({ corpus })).toEqual({
    code: 503,
    health: { status: 'failing', database: 'failing', gateway: 'ready' },
  });
});

it('knows nothing else', async () => {
  const { url } = await serve();
  expect((await fetch(`${url}/`)).status).toBe(404);
});

it('says which port it cannot have', async () => {
  const { url } = await serve();
  const port = Number(new URL(url).port);
  const corpus = { overview: async () => overview };
  await expect(
    serveHealth({ host: '127.0.0.1', port, corpus, gateway: () => 'ready' }),
  ).rejects.toThrow(`/healthz cannot listen on 127.0.0.1:${port}; change HOST or PORT.`);
});
