import type { CorpusStore, PageRecord, PaperRecord } from '../corpus/corpus-store.ts';
import type { Day, PaperId } from '../corpus/paper.ts';
import { linksIn } from '../corpus/text/links-of.ts';
import type { Count, EventStore } from '../trending/attention-source.ts';
import type { ReadRequest, Source, SourceList, SourcePaper } from './define-source.ts';
import type { WebClient } from './web/web-client.ts';
import { WebError } from './web/web-error.ts';

/** Where the lists of sources are kept. */
export interface FetchStores {
  readonly corpus: Pick<CorpusStore, 'importPage' | 'papersByArxivId'>;
  readonly events: Pick<EventStore, 'recordCounts'>;
}

/** What a reading of a source brought. */
export interface FetchSummary {
  readonly name: string;
  /** Days that had a list. */
  readonly days: number;
  readonly listings: number;
  /** Counted once each; `known`: in the store before this reading. */
  readonly papers: { readonly new: number; readonly known: number };
  /** Papers that gained votes or stars. */
  readonly events: number;
  /** Why it, or a day of it, could not be read. */
  readonly error?: string;
}

/** A reading: which source and days, and who hears of each list. */
export interface FetchOptions extends ReadRequest {
  readonly stores: FetchStores;
  readonly web: WebClient;
  /** The day on which votes are counted. */
  readonly today: Day;
  /** A day that still fails then is no fault any more: it is given up. */
  readonly givenUpBefore?: Day;
  readonly onList?: (day: Day) => void;
}

/** Reads a source into the store, one store step a list, so that it may be stopped at any moment. */
export async function fetchSource(source: Source, options: FetchOptions): Promise<FetchSummary> {
  const { web, from, to, givenUpBefore, onList } = options;
  const papers = new Map<PaperId, 'new' | 'known'>();
  const days = new Set<Day>();
  let [listings, events] = [0, 0];
  let error: string | undefined;
  try {
    for await (const list of source.read({ from, to }, web)) {
      if ('error' in list) {
        const isGivenUp = givenUpBefore !== undefined && list.day < givenUpBefore;
        error ??= isGivenUp ? undefined : list.error.message;
        continue;
      }
      const kept = await keepList(source, list, options);
      for (const { id, known } of kept.papers) {
        papers.set(id, papers.get(id) ?? (known ? 'known' : 'new'));
      }
      if (!days.has(list.day)) {
        listings += list.papers.length;
      }
      days.add(list.day);
      events += kept.events;
      onList?.(list.day);
    }
  } catch (thrown) {
    if (!(thrown instanceof WebError)) {
      throw thrown;
    }
    error = thrown.message;
  }
  const known = [...papers.values()].filter((each) => each === 'known').length;
  return {
    name: source.name,
    days: days.size,
    listings,
    papers: { new: papers.size - known, known },
    events,
    ...(error !== undefined && { error }),
  };
}

async function keepList(
  source: Source,
  { day, papers }: SourceList,
  { stores, today }: FetchOptions,
) {
  if (papers.length === 0) {
    return { papers: [], events: 0 };
  }
  const outcome = await stores.corpus.importPage(pageOf(source, day, papers));
  const counted = papers.filter((paper) => paper.counts !== undefined);
  const numbers = counted.flatMap(({ arxivId }) => arxivId ?? []);
  const stored = await stores.corpus.papersByArxivId(numbers);
  const idOf = new Map(stored.map(({ arxivId, id }) => [arxivId, id]));
  const counts = counted.flatMap((paper) => countsOf(idOf.get(paper.arxivId), paper));
  return { papers: outcome.papers, events: await stores.events.recordCounts(counts, today) };
}

/** A source's list of a day is one page, however often it is read. */
function pageOf(source: Source, day: Day, papers: readonly SourcePaper[]): PageRecord {
  return {
    name: `${source.name} ${day}`,
    signature: `${source.name} ${day}`,
    date: day,
    dateIs: 'stated',
    grows: true,
    ...(source.isBulk && { isBulk: true }),
    entries: papers.map(recordOf),
  };
}

function recordOf(paper: SourcePaper): PaperRecord {
  const { counts: _, ...record } = paper;
  const links = [...new Set([...(record.links ?? []), ...linksIn(record.abstract ?? '')])];
  return { ...record, ...(links.length > 0 && { links }) };
}

function countsOf(paper: PaperId | undefined, { counts = {} }: SourcePaper): Count[] {
  if (paper === undefined) {
    return [];
  }
  return (['upvotes', 'stars'] as const).flatMap((kind) => {
    const amount = counts[kind];
    return amount === undefined ? [] : [{ paper, kind, amount }];
  });
}
