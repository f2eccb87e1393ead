import { addDays } from '../corpus/days.ts';
import type { Day, Paper, PaperId } from '../corpus/paper.ts';
import { paperLine } from '../corpus/paper-line.ts';
import type { PaperReader } from '../corpus/paper-reader.ts';
import { otherTopic, topicsOfPapers } from '../corpus/topics.ts';
import type { Search } from '../search/search.ts';
import type { EventStore } from './attention-source.ts';
import { dayInWords } from './describe-reasons.ts';
import type { Trending } from './trending.ts';

/** A paper that somebody asked for the newest or the trending of. */
export interface Hit {
  readonly paper: Paper;
  /** What it does, in a line; empty where nothing says it. */
  readonly line: string;
  readonly score: number;
  readonly reasons: readonly string[];
  /** True where the reasons say who saved it. */
  readonly saysWhoSaved?: boolean;
}

/** A list of papers and the day it is for. */
export interface Answer {
  /** The day it is answered by: today, or that of the newest page. */
  readonly asOf: Day;
  /** True where the list begins with what the team saved or discussed until today. */
  readonly teamIsCurrent?: boolean;
  readonly hits: readonly Hit[];
}

/** What the two lists are made from. */
export interface ListParts {
  readonly corpus: PaperReader;
  readonly search: Pick<Search, 'topicsOf'>;
  readonly trending: Trending;
  readonly events: Pick<EventStore, 'firstListed' | 'pageDays'>;
}

/** What both lists can be asked for. `topic` is a slug. */
export interface ListOptions {
  readonly today: Day;
  readonly topic?: string | undefined;
}

/** Whose trend it is; only public attention counts where no server is given. */
export interface TrendingOptions extends ListOptions {
  readonly server?: string | undefined;
  /** The person who alone sees the answer. */
  readonly reader?: string | undefined;
}

/**
 * What is trending. Where the pages are old, what the team did until today comes first, then what
 * was trending on the day of the newest page.
 */
export async function listTrending(
  parts: ListParts,
  { today, topic, server, reader }: TrendingOptions,
): Promise<Answer> {
  const audience = {
    ...(server !== undefined && { server }),
    ...(reader !== undefined && { reader }),
  };
  const asOf = await parts.trending.publicAsOf(today);
  const current = await parts.trending.rank({ ...audience, on: today });
  const earlier = asOf === today ? [] : await parts.trending.rank({ ...audience, on: asOf });
  const byId = new Map([...earlier, ...current].map((each) => [each.paper, each]));
  const ids = [...new Set([...current, ...earlier].map(({ paper }) => paper))];
  const papers = await papersOfTopic(parts, ids, topic);
  const hits = papers.flatMap((paper) => {
    const found = byId.get(paper.id);
    return found
      ? [{ ...hitOf(paper, found.score, found.reasons), saysWhoSaved: found.saysWhoSaved }]
      : [];
  });
  const isCurrent = new Set(current.map(({ paper }) => paper));
  const teamIsCurrent = asOf !== today && papers.some(({ id }) => isCurrent.has(id));
  return { asOf, hits, ...(teamIsCurrent && { teamIsCurrent }) };
}

/** Default for `/new`: how many days back it looks. */
const lately = 14;

/**
 * Papers first seen since a day, the latest first; as of the newest page where none is so new.
 * @param sinceOn - the first day to show, for somebody who asks on a day; the last two weeks where
 * not given.
 */
export async function listNew(
  parts: ListParts,
  {
    today,
    topic,
    sinceOn = (on) => addDays(on, -lately),
  }: ListOptions & { readonly sinceOn?: ((on: Day) => Day) | undefined },
): Promise<Answer> {
  const newest = (await parts.events.pageDays(today)).at(-1);
  let asOf = today;
  const firstListed = async (from: Day, to: Day) => {
    const chosen = await parts.events.firstListed(from, to);
    return chosen.length > 0 ? chosen : parts.events.firstListed(from, to, 'all');
  };
  let ids = await firstListed(sinceOn(today), today);
  if (ids.length === 0 && newest !== undefined && newest < today) {
    asOf = newest;
    const [since = newest] = [sinceOn(newest), newest].toSorted();
    ids = await firstListed(since, newest);
  }
  const papers = await papersOfTopic(parts, ids, topic);
  const hits = papers
    .map((paper) => ({ paper, seen: firstSeen(paper, asOf) }))
    .toSorted(
      (a, b) =>
        (a.seen < b.seen ? 1 : a.seen > b.seen ? -1 : 0) ||
        bestRank(a.paper, a.seen) - bestRank(b.paper, b.seen) ||
        (a.paper.id < b.paper.id ? -1 : 1),
    )
    .map(({ paper, seen }) => hitOf(paper, 0, [`first seen on ${dayInWords(seen, today)}`]));
  return { asOf, hits };
}

async function papersOfTopic(
  { corpus, search }: ListParts,
  ids: readonly PaperId[],
  topic: string | undefined,
): Promise<Paper[]> {
  const papers = await corpus.papers(ids);
  if (topic === undefined) {
    return papers;
  }
  const topics = await topicsOfPapers(search, papers);
  return papers.filter((_, at) => (topics[at]?.topic ?? otherTopic) === topic);
}

function hitOf(paper: Paper, score: number, reasons: readonly string[]): Hit {
  return { paper, line: paperLine(paper) ?? '', score, reasons };
}

function firstSeen({ listings }: Paper, asOf: Day): Day {
  return listings.flatMap(({ date }) => date ?? []).toSorted()[0] ?? asOf;
}

function bestRank({ listings }: Paper, day: Day): number {
  return Math.min(...listings.filter(({ date }) => date === day).map(({ rank }) => rank));
}
