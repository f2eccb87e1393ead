import PQueue from 'p-queue';
import type { Clock } from '../../corpus/clock.ts';
import type { CorpusStore, PaperRecord } from '../../corpus/corpus-store.ts';
import type { Paper, PaperId } from '../../corpus/paper.ts';
import { completingRecord } from '../../corpus/records/completing-record.ts';
import type { Logger } from '../../log.ts';
import type { WebClient } from '../web/web-client.ts';
import { WebError } from '../web/web-error.ts';
import { chooseRecord } from './choose-record.ts';
import type { ResolutionStore } from './resolution-store.ts';
import { type TitleSearch, titleSearches } from './title-searches.ts';

/** What looks for the arXiv numbers of papers. */
export interface ResolverOptions {
  readonly corpus: Pick<CorpusStore, 'importRecords' | 'papers' | 'papersByTitle'>;
  readonly store: ResolutionStore;
  readonly web: WebClient;
  readonly clock: Clock;
  readonly log: Logger;
  /** Absent where Semantic Scholar is not asked. */
  readonly semanticScholarKey?: string | undefined;
}

/** What became of the papers that were looked for. */
export interface ResolveSummary {
  readonly tried: number;
  readonly resolved: number;
  readonly unresolved: number;
  /** Why a service could not be asked or understood. */
  readonly error?: string;
}

/** How far the work has come. */
export interface ResolveProgress {
  readonly tried: number;
  readonly total: number;
  readonly resolved: number;
}

/** Who hears of each paper, and what ends the work before its end. */
export interface ResolveOptions {
  readonly onProgress?: (progress: ResolveProgress) => void;
  readonly signal?: AbortSignal;
}

/** Looks for the arXiv numbers of papers that are known by their title alone, one after the other. */
export interface Resolver {
  /** A few papers, saved ones first; nothing while it is at work, or soon after a service failed. */
  resolveNext(count: number): Promise<ResolveSummary>;
  /** Every paper that is due; each is a step of its own, so it goes on where it was stopped. */
  resolveAll(options?: ResolveOptions): Promise<ResolveSummary>;
  /** Resolves when what is under way has ended: soon, once its web client is aborted. */
  close(): Promise<void>;
}

/** Milliseconds until a service that failed is asked again. */
const pauseAfterFailure = 3_600_000;

/** A resolver over services of which some have every paper and others are cheaper to ask. */
export function createResolver(options: ResolverOptions): Resolver {
  const { corpus, store, clock, log } = options;
  const searches = titleSearches(options.semanticScholarKey);
  const runs = new PQueue({ concurrency: 1 });
  let pausedUntil = new Date(0);

  async function run(
    ids: readonly PaperId[],
    { onProgress, signal }: ResolveOptions = {},
  ): Promise<ResolveSummary> {
    let [tried, resolved] = [0, 0];
    let error: string | undefined;
    for (const id of ids) {
      const [paper] = signal?.aborted === true ? [] : await corpus.papers([id]);
      // It may have got a number meanwhile.
      if (paper?.id !== id || paper.arxivId !== undefined) {
        continue;
      }
      const outcome = await resolveOne(paper).catch(stopped);
      error ??= outcome.error;
      if (outcome.isStopped) {
        break;
      }
      tried += 1;
      resolved += outcome.isResolved ? 1 : 0;
      onProgress?.({ tried, resolved, total: ids.length });
    }
    const summary = { tried, resolved, unresolved: tried - resolved };
    return error === undefined ? summary : { ...summary, error };
  }

  /** @throws {WebError} where a service is down for now: the paper counts as not tried. */
  async function resolveOne(paper: Paper): Promise<Outcome> {
    const { found, error } = await findRecord(paper, searches, options);
    const isResolved = found !== undefined && (await keep(paper, found));
    if (!isResolved) {
      await store.noteUnresolved(paper.id, clock.now());
    }
    log.debug({ paper: paper.id, arxivId: found?.arxivId }, 'paper looked up');
    return { isResolved, ...(error !== undefined && { error }) };
  }

  /** @returns false where the number cannot be told to this paper and no other. */
  async function keep(paper: Paper, found: PaperRecord): Promise<boolean> {
    const record = completingRecord(paper, found);
    const others = await corpus.papersByTitle(record.title);
    if (others.some(({ id, arxivId }) => id !== paper.id && arxivId === undefined)) {
      return false;
    }
    await corpus.importRecords('resolved papers', [record]);
    const [kept] = await corpus.papers([paper.id]);
    return kept?.arxivId === found.arxivId;
  }

  function stopped(error: unknown): Outcome {
    if (error instanceof WebError) {
      pausedUntil = new Date(clock.now().getTime() + pauseAfterFailure);
      log.warn({ reason: error.message, pausedUntil }, 'papers could not be looked up');
      return { isStopped: true, error: error.message };
    }
    if (error instanceof Error && error.name === 'AbortError') {
      return { isStopped: true };
    }
    throw error;
  }

  return {
    async resolveNext(count) {
      const now = clock.now();
      if (runs.size + runs.pending > 0 || now < pausedUntil) {
        return { tried: 0, resolved: 0, unresolved: 0 };
      }
      return runs.add(async () => run(await store.unresolved({ limit: count, before: now })));
    },
    resolveAll: (how) =>
      runs.add(async () => run(await store.unresolved({ before: clock.now() }), how)),
    close: () => runs.onIdle(),
  };
}

interface Outcome {
  readonly isResolved?: boolean;
  /** Nothing more can be asked now. */
  readonly isStopped?: boolean;
  readonly error?: string;
}

/**
 * Asks one service after the other until the paper is found among all that they gave.
 * @throws {WebError} where one is down for now.
 */
async function findRecord(
  paper: Paper,
  searches: readonly TitleSearch[],
  { web, log }: ResolverOptions,
): Promise<{ readonly found?: PaperRecord; readonly error?: string }> {
  const records = new Map<string, PaperRecord>();
  let isComplete = false;
  let error: string | undefined;
  for (const search of searches) {
    try {
      const answer = await search(web, paper.title);
      for (const record of answer.records) {
        const { arxivId = '' } = record;
        records.set(arxivId, records.get(arxivId) ?? record);
      }
      isComplete ||= answer.isComplete;
    } catch (failed) {
      if (!(failed instanceof WebError) || failed.isPassing) {
        throw failed;
      }
      if (failed.trouble !== 'missing') {
        log.warn({ reason: failed.message }, 'service could not be used');
        error ??= failed.message;
      }
    }
    const found = chooseRecord(paper, [...records.values()], isComplete);
    if (found !== undefined) {
      return { found, ...(error !== undefined && { error }) };
    }
  }
  return error === undefined ? {} : { error };
}
