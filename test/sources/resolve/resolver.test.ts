import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Clock } from '../../../src/corpus/clock.ts';
import type { PaperRecord } from '../../../src/corpus/corpus-store.ts';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import type { Logger } from '../../../src/log.ts';
import { createResolver, type Resolver } from '../../../src/sources/resolve/resolver.ts';
import { createWebClient, type PaceStore } from '../../../src/sources/web/web-client.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTestStore } from '../../store/open-test-store.ts';
import { type AskedFor, type StandInAnswer, standInFor } from '../stand-in-hosts.ts';
import {
  arxivQuery,
  huggingFaceSearch,
  inventedAbstract,
  type ServicePaper,
} from './invented-services.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
/** Nobody waits in a test. */
const noPaces: PaceStore = { takeTurn: async () => undefined, endTurn: async () => {} };
const hour = 3_600_000;

interface TestClock extends Clock {
  pass(ms: number): void;
}

function createClock(): TestClock {
  let now = Date.parse('2026-11-21T12:00:00Z');
  return { now: () => new Date(now), pass: (ms) => (now += ms) };
}

function openResolver(store: Store, clock: Clock, semanticScholarKey?: string): Resolver {
  const web = createWebClient({
    paces: noPaces,
    patience: { tries: 2, firstPause: 1, factor: 1 },
    clock,
    log: silent,
  });
  const { corpus, resolutions } = store;
  return createResolver({
    corpus,
    store: resolutions,
    web,
    clock,
    log: silent,
    semanticScholarKey,
  });
}

async function paperTitled(store: Store, title: string) {
  return (await store.corpus.papers([paperIdOf(title)]))[0];
}

const starterTitles = readFileSync('data/starter.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { title: string }).title);

/** Papers that others only look like, and what the services have in their place. */
function lookAlikes(): { ours: PaperRecord[]; theirs: Omit<ServicePaper, 'number'>[] } {
  const ours: PaperRecord[] = [];
  const theirs: Omit<ServicePaper, 'number'>[] = [];
  const authors = ['Ida Lund'];
  for (const [at, title] of starterTitles.slice(300, 304).entries()) {
    const abstract = inventedAbstract(5_000 + at);
    const other = inventedAbstract(6_000 + at);
    // A survey of a paper is not that paper.
    ours.push({ title: `${title}: A Survey` });
    theirs.push({ title, abstract, authors });
    // Everybody writes a preface.
    ours.push({ title: `Preface to Volume ${at}`, abstract: other });
    theirs.push({ title: `Preface to Volume ${at}`, abstract, authors });
    // Two papers have one title, and nothing says which of them is meant.
    ours.push({ title: `Twice Told: ${title}` });
    theirs.push({ title: `Twice Told: ${title}`, abstract, authors });
    theirs.push({ title: `Twice told – ${title}`, abstract: other, authors, isOnArxivOnly: true });
    // The abstract of a series is the same for all parts.
    ours.push({ title: `Ferries and Their Keepers, Part I: Year ${at}`, abstract });
    theirs.push({ title: `Ferries and Their Keepers, Part II: Year ${at}`, abstract, authors });
    // A short title, and the only one on Hugging Face.
    ours.push({ title: `Kettle ${at}` });
    theirs.push({ title: `Kettle ${at}`, abstract, authors });
    theirs.push({ title: `KETTLE-${at}`, abstract: other, authors, isOnArxivOnly: true });
  }
  return { ours, theirs };
}

it('finds the numbers of 200 papers, and none for 20 that look like others', async () => {
  const titles = starterTitles.slice(0, 200);
  const theirs = titles.map((title, at) => ({
    title,
    abstract: inventedAbstract(at),
    authors: [`Ada Writer${at}`, 'Bo Reader'],
    isOnArxivOnly: at % 3 === 0,
  }));
  const ours = titles.map((title, at) => {
    const abstract = inventedAbstract(at).replaceAll('kettle', 'pot');
    return at % 2 === 0 ? { title, abstract } : { title };
  });
  // Some titles were given again, which the abstract of ours tells apart.
  const again = titles
    .filter((_, at) => at % 14 === 0)
    .map((title, at) => ({ title, abstract: inventedAbstract(3_000 + at), authors: ['Cy Else'] }));
  const surveys = titles
    .filter((_, at) => at % 5 === 0)
    .map((title, at) => ({
      title: `${title}: A Survey`,
      abstract: inventedAbstract(4_000 + at),
      authors: ['Cy Else'],
    }));
  const odd = lookAlikes();
  const services: ServicePaper[] = [...theirs, ...again, ...surveys, ...odd.theirs].map(
    (paper, at) => ({ ...paper, number: `2403.${10_000 + at}` }),
  );
  const asked = await standInFor({
    'huggingface.co': huggingFaceSearch(services),
    'export.arxiv.org': arxivQuery(services),
  });
  const store = await openTestStore();
  await store.corpus.importRecords('ours.jsonl', [...ours, ...odd.ours]);

  const resolver = openResolver(store, createClock());
  const told: number[] = [];
  const summary = await resolver.resolveAll({ onProgress: ({ tried }) => told.push(tried) });

  const numbers = await Promise.all(titles.map((title) => paperTitled(store, title)));
  expect(numbers.map((paper) => paper?.arxivId)).toEqual(
    titles.map((_, at) => `2403.${10_000 + at}`),
  );
  const unsure = await Promise.all(odd.ours.map(({ title }) => paperTitled(store, title)));
  expect(unsure.map((paper) => paper?.arxivId)).toEqual(odd.ours.map(() => undefined));
  expect(summary).toEqual({ tried: 220, resolved: 200, unresolved: 20 });
  expect(told.at(-1)).toBe(220);
  expect((await store.corpus.overview()).papers).toBe(220);

  const before = asked.length;
  expect(await resolver.resolveAll()).toEqual({ tried: 0, resolved: 0, unresolved: 0 });
  expect(asked).toHaveLength(before);
});

const title = 'Every Ladder Counts: Climbing Without a Map';
const onServices: ServicePaper = {
  number: '2403.00007',
  title,
  abstract: inventedAbstract(7),
  authors: ['Ada Writer'],
};

it('completes a paper with what it has not got, and leaves what it has', async () => {
  await standInFor({
    'huggingface.co': huggingFaceSearch([onServices]),
    'export.arxiv.org': arxivQuery([onServices]),
  });
  const store = await openTestStore();
  await store.corpus.importRecords('ours.jsonl', [
    { title: title.toUpperCase(), tldr: 'Our own words.', links: ['https://example.org/code'] },
  ]);
  await openResolver(store, createClock()).resolveAll();
  expect(await paperTitled(store, title)).toMatchObject({
    title: title.toUpperCase(),
    arxivId: '2403.00007',
    abstract: onServices.abstract,
    authors: ['Ada Writer'],
    published: '2024-03-05',
    tldr: 'Our own words.',
    keywords: ['counting'],
    links: ['https://example.org/code'],
  });
});

it('makes one paper of two where the number is known already', async () => {
  await standInFor({ 'huggingface.co': huggingFaceSearch([onServices]) });
  const store = await openTestStore();
  await store.corpus.importRecords('ours.jsonl', [
    { title: 'Ladders: Our First Draft', arxivId: '2403.00007' },
    { title, abstract: onServices.abstract },
  ]);
  await openResolver(store, createClock()).resolveAll();
  expect((await store.corpus.overview()).papers).toBe(1);
  expect(await paperTitled(store, title)).toMatchObject({ arxivId: '2403.00007' });
});

it('stops where a service is down, and goes on with the same paper later', async () => {
  let isDown = true;
  const arxiv = arxivQuery([onServices]);
  await standInFor({
    'huggingface.co': () => '[]',
    'export.arxiv.org': (asked: AskedFor): StandInAnswer =>
      isDown ? { status: 503 } : arxiv(asked),
  });
  const store = await openTestStore();
  const clock = createClock();
  await store.corpus.importRecords('ours.jsonl', [{ title }, { title: 'Never Put on Any Server' }]);
  const resolver = openResolver(store, clock);
  const nothing = { tried: 0, resolved: 0, unresolved: 0 };
  expect(await resolver.resolveNext(5)).toMatchObject({
    ...nothing,
    error: expect.stringContaining('export.arxiv.org') as string,
  });
  isDown = false;
  // Not again at once in the background; somebody who asks for it is not put off.
  expect(await resolver.resolveNext(5)).toEqual(nothing);
  clock.pass(2 * hour);
  expect(await resolver.resolveNext(1)).toEqual({ tried: 1, resolved: 0, unresolved: 1 });
  expect(await resolver.resolveAll()).toEqual({ tried: 1, resolved: 1, unresolved: 0 });
  expect(await paperTitled(store, title)).toMatchObject({ arxivId: '2403.00007' });
});

it('can be stopped between two papers', async () => {
  await standInFor({ 'huggingface.co': () => '[]', 'export.arxiv.org': arxivQuery([]) });
  const store = await openTestStore();
  await store.corpus.importRecords('ours.jsonl', [{ title }, { title: 'Never Put on Any Server' }]);
  const stopping = new AbortController();
  const resolver = openResolver(store, createClock());
  const summary = await resolver.resolveAll({
    onProgress: () => stopping.abort(),
    signal: stopping.signal,
  });
  expect(summary).toEqual({ tried: 1, resolved: 0, unresolved: 1 });
});

it('says that an answer is not understood, and finds the paper elsewhere', async () => {
  await standInFor({
    'huggingface.co': () => '<html>Please log in</html>',
    'export.arxiv.org': arxivQuery([onServices]),
  });
  const store = await openTestStore();
  await store.corpus.importRecords('ours.jsonl', [{ title }]);
  expect(await openResolver(store, createClock()).resolveAll()).toEqual({
    tried: 1,
    resolved: 1,
    unresolved: 0,
    error: 'Hugging Face returned JSON that cannot be read.',
  });
});

it('asks Semantic Scholar last, and only with a key', async () => {
  const match = ({ url }: AskedFor): StandInAnswer =>
    url.searchParams.get('query') === title
      ? JSON.stringify({
          data: [
            {
              paperId: 'abc',
              title,
              matchScore: 200,
              externalIds: { ArXiv: '2403.00007', DOI: '10.48550/arXiv.2403.00007' },
              publicationDate: '2024-03-05',
              authors: [{ authorId: '1', name: 'Ada Writer' }],
              abstract: null,
              tldr: { model: 'x', text: 'Ladders are counted.' },
            },
          ],
        })
      : { status: 404, body: '{"error":"Title match not found"}' };
  const asked = await standInFor({
    'huggingface.co': () => '[]',
    'export.arxiv.org': arxivQuery([]),
    'api.semanticscholar.org': match,
  });
  const records = [{ title }, { title: 'Never Put on Any Server' }];
  const hostsAsked = () => new Set(asked.map(({ url }) => url.hostname));

  const without = await openTestStore();
  await without.corpus.importRecords('ours.jsonl', records);
  await openResolver(without, createClock()).resolveAll();
  expect(hostsAsked()).toEqual(new Set(['huggingface.co', 'export.arxiv.org']));

  const store = await openTestStore();
  await store.corpus.importRecords('ours.jsonl', records);
  const summary = await openResolver(store, createClock(), 'our-key').resolveAll();
  expect(summary).toEqual({ tried: 2, resolved: 1, unresolved: 1 });
  expect(await paperTitled(store, title)).toMatchObject({
    arxivId: '2403.00007',
    tldr: 'Ladders are counted.',
  });
  const ofOthers = asked.filter(({ url }) => url.hostname !== 'api.semanticscholar.org');
  expect(asked.some(({ headers }) => headers['x-api-key'] === 'our-key')).toBe(true);
  expect(ofOthers.some(({ headers }) => 'x-api-key' in headers)).toBe(false);
});
