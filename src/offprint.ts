import type { PaperReader } from './corpus/paper-reader.ts';
import type { ViewStore } from './reply/view-store.ts';
import type { Search } from './search/search.ts';

/** The rooms, joined: what commands and the command line work with. */
export interface Offprint {
  readonly corpus: PaperReader;
  readonly search: Search;
  readonly views: ViewStore;
  /** True until the first import of the pages folder has ended. */
  readonly reading: () => boolean;
  close(): Promise<void>;
}
