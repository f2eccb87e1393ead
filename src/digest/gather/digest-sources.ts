import type { PaperId } from '../../corpus/paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import type { Search } from '../../search/search.ts';
import type { EventStore } from '../../trending/attention-source.ts';
import type { Trending } from '../../trending/trending.ts';

/** The rooms that a digest is made from. */
export interface DigestSources {
  readonly corpus: PaperReader;
  readonly search: Pick<Search, 'topicsOf' | 'closeTo' | 'browse' | 'mayMatch'>;
  readonly trending: Trending;
  readonly pages: EventStore;
  /** What a team saved last, the newest first; nothing where nobody keeps it. */
  readonly savedLately?: (server: string, max: number) => Promise<readonly PaperId[]>;
  /** How many of a team saved these papers; nothing where nobody keeps it. */
  readonly saveCounts?: (
    server: string,
    papers: readonly PaperId[],
  ) => Promise<ReadonlyMap<PaperId, number>>;
}
