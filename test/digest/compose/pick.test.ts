import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/corpus/paper.ts';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import type {
  Candidate,
  ShelfCandidate,
  TrendingCandidate,
} from '../../../src/digest/compose/candidate.ts';
import { type Memory, type PickOptions, pick } from '../../../src/digest/compose/pick.ts';
import { type CandidateFields, candidateOf } from '../candidate-of.ts';
import { paperOf } from '../paper-of.ts';

const on = '2025-09-24';
const none: Memory = { shown: new Map(), waiting: new Map() };

function titled(title: string, fields?: CandidateFields): Candidate {
  return candidateOf(paperOf(title), fields);
}

function trendingOf(title: string, score: number, topic?: string): TrendingCandidate {
  const candidate = titled(title, topic === undefined ? {} : { topic });
  const reasons = ['on the pages of …'];
  const { id: paper } = candidate.known.paper;
  return {
    ...candidate,
    trending: { paper, score, recent: 1, reasons, saysWhoSaved: false },
  };
}

async function picked(options: Partial<PickOptions>) {
  const { papers, more } = await pick({
    on,
    size: 8,
    memory: none,
    trending: [],
    fresh: [],
    ...options,
  });
  return {
    papers: papers.map(({ part, candidate }) => `${part} ${candidate.known.paper.title}`),
    more: more.map(({ part, candidate }) => `${part} ${candidate.known.paper.title}`),
  };
}

function many(prefix: string, count: number, topic?: string): Candidate[] {
  return Array.from({ length: count }, (_, n) =>
    titled(`${prefix}${String(n).padStart(2, '0')}`, {
      ranks: [n + 1],
      ...(topic !== undefined && { topic }),
    }),
  );
}

function memoryOf(
  shown: Record<string, { day: string; score: number }>,
  waiting: Record<string, number> = {},
): Memory {
  const byId = <T>(record: Record<string, T>) =>
    new Map<PaperId, T>(Object.entries(record).map(([title, value]) => [paperIdOf(title), value]));
  return { shown: byId(shown), waiting: byId(waiting) };
}

describe('a post', () => {
  it('has at most eight papers and at most three trending', async () => {
    const trending = ['a', 'b', 'c', 'd'].map((title) => trendingOf(title, 2));
    const { papers, more } = await picked({ size: 99, trending, fresh: many('n', 9) });
    expect(papers).toHaveLength(8);
    expect(papers.filter((each) => each.startsWith('trending'))).toHaveLength(3);
    expect(more).toEqual(['trending d', 'new n05', 'new n06', 'new n07', 'new n08']);
  });

  it('shows a paper that is both new and trending once, under trending', async () => {
    const { papers } = await picked({ trending: [trendingOf('a', 2)], fresh: [titled('a')] });
    expect(papers).toEqual(['trending a']);
  });

  it('lets a trending paper that found no place among three stand as new', async () => {
    const trending = ['a', 'b', 'c', 'd'].map((title) => trendingOf(title, 2));
    const { papers, more } = await picked({ trending, fresh: [titled('d')] });
    expect(papers).toEqual(['trending a', 'trending b', 'trending c', 'new d']);
    expect(more).toEqual([]);
  });

  it('takes at most three of one topic, over all parts', async () => {
    const topic = 'agents';
    const trending = [trendingOf('t', 2, topic)];
    const fresh = many('n', 4, topic);
    const other = titled('z', { ranks: [9] });
    const { papers, more } = await picked({ maxOfTopic: 3, trending, fresh: [...fresh, other] });
    expect(papers).toEqual(['trending t', 'new n00', 'new n01', 'new z']);
    expect(more).toEqual(['new n02', 'new n03']);
    const free = await picked({ trending, fresh: [...fresh, other] });
    expect(free.papers).toHaveLength(6);
  });
});

describe('new papers', () => {
  it('are never shown twice', async () => {
    const memory = memoryOf({ a: { day: '2020-01-01', score: 0 } });
    const { papers } = await picked({ memory, fresh: [titled('a'), titled('b')] });
    expect(papers).toEqual(['new b']);
  });

  it('lead the next digest where they did not fit, and then belong to the shelf', async () => {
    const fresh = ['a', 'b', 'c'].map((title) => titled(title));
    const { papers } = await picked({ memory: memoryOf({}, { c: 1, b: 2 }), fresh });
    expect(papers).toEqual(['new c', 'new a']);
  });

  it('come the later listed first, then the better matched, the more listed, the higher', async () => {
    const matched = ['x'];
    const fresh = [
      titled('older', { firstSeen: '2025-09-20', matched }),
      titled('low', { ranks: [30] }),
      titled('high', { ranks: [3] }),
      titled('twice', { ranks: [40, 50] }),
      titled('matched', { ranks: [60], matched }),
    ];
    const { papers } = await picked({ fresh });
    expect(papers).toEqual(['new matched', 'new twice', 'new high', 'new low', 'new older']);
  });
});

describe('a paper that was shown', () => {
  const again = (day: string, score: number) =>
    picked({
      memory: memoryOf({ a: { day, score } }),
      trending: [trendingOf('a', 2.2)],
      fresh: [titled('a')],
    });

  it('comes again as trending after 14 days with a score one higher', async () => {
    expect((await again('2025-09-10', 1.2)).papers).toEqual(['trending a']);
    expect((await again('2025-09-11', 1.2)).papers).toEqual([]);
    expect((await again('2025-09-10', 1.21)).papers).toEqual([]);
  });
});

describe('the shelf', () => {
  const shelf = (without: ReadonlySet<PaperId>): ShelfCandidate[] =>
    ['n', 's', 't', 'u']
      .map((title) => titled(title))
      .filter(({ known }) => !without.has(known.paper.id));

  it('fills free places with papers that were never shown and are not new', async () => {
    const memory = memoryOf({ t: { day: '2025-01-01', score: 0 } });
    const { papers } = await picked({ size: 3, memory, fresh: [titled('n')], shelf });
    expect(papers).toEqual(['new n', 'shelf s', 'shelf u']);
  });

  it('is not looked into where nothing is free', async () => {
    const { papers } = await picked({
      size: 1,
      fresh: [titled('n')],
      shelf: () => {
        throw new Error('looked');
      },
    });
    expect(papers).toEqual(['new n']);
  });
});
