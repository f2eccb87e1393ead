import type { Clock } from '../corpus/clock.ts';
import type { PaperId } from '../corpus/paper.ts';
import type { PaperReader } from '../corpus/paper-reader.ts';
import type { Search } from '../search/search.ts';
import { claimLasts, type DiscussionClaim, type DiscussionStore } from './discussion.ts';
import { type Export, type ExportFormat, exportPapers } from './export/export-papers.ts';
import { exportPaper } from './export/exported-paper.ts';
import type { LibraryId, PersonId } from './library-id.ts';
import { createLibraryQueries, type LibraryQueries, type ListQuery } from './library-queries.ts';
import type { LibraryStores } from './library-stores.ts';
import {
  createPersonHash,
  createPrivacy,
  createRetention,
  type Privacy,
  type Retention,
} from './people/privacy.ts';
import { createSettings, type Settings } from './people/settings.ts';
import { type Recommendations, recommend } from './recommend.ts';
import type { SaveKey } from './saves/save.ts';
import { isRestorable } from './saves/save-rules.ts';
import { createSaving, type Saving } from './saves/saving.ts';

/** What a team saves, and what it makes of it. */
export interface Library {
  readonly saving: Saving;
  readonly queries: LibraryQueries;
  readonly discussions: Omit<DiscussionStore, 'claimDiscussion'> & {
    claimDiscussion(server: string, paper: PaperId): Promise<DiscussionClaim>;
  };
  readonly settings: Settings;
  readonly privacy: Privacy;
  readonly retention: Retention;
  /** What a list shows, as a file. */
  exportSaved(query: ListQuery, format: ExportFormat): Promise<Export>;
  recommend(library: LibraryId, person: PersonId, limit?: number): Promise<Recommendations>;
  /** Never recommends this paper to this person again. */
  passOver(key: SaveKey): Promise<void>;
}

/** What a library is made of. */
export interface LibraryOptions {
  readonly stores: LibraryStores;
  readonly papers: PaperReader;
  readonly search: Search;
  readonly clock: Clock;
}

/** Joins saving, queries, people, recommendations and export over the stores. */
export function createLibrary({ stores, papers, search, clock }: LibraryOptions): Library {
  const hash = createPersonHash(stores.secret);
  const queries = createLibraryQueries({
    stores,
    search,
    titles: async (ids) => new Map((await papers.papers(ids)).map(({ id, title }) => [id, title])),
    isRestorable: (save) => isRestorable(save, clock.now()),
  });
  return {
    saving: createSaving(stores, { clock, hash }),
    queries,
    async exportSaved(query, format) {
      const listed = new Map((await queries.list(query)).map((saved) => [saved.paper, saved]));
      const exported = (await papers.papers([...listed.keys()])).flatMap((paper) => {
        const saved = listed.get(paper.id);
        return saved ? [exportPaper(paper, saved)] : [];
      });
      return exportPapers(exported, format);
    },
    discussions: {
      ...stores.discussions,
      claimDiscussion(server, paper) {
        const now = clock.now();
        const staleSince = new Date(now.getTime() - claimLasts);
        return stores.discussions.claimDiscussion(server, paper, { now, staleSince });
      },
    },
    settings: createSettings(stores.settings),
    privacy: createPrivacy(stores, clock, hash),
    retention: createRetention(stores, clock),
    recommend: (library, person, limit = 5) => recommend(stores, search, library, person, limit),
    passOver: (key) => stores.people.passOver(key, clock.now()),
  };
}
