import type { PaperReader } from '../../src/corpus/paper-reader.ts';
import type { DigestSources } from '../../src/digest/gather/digest-sources.ts';
import { createSearch } from '../../src/search/create-search.ts';

/** Search that always knows all papers of a store; topics are those that papers came with. */
export function searchOver(papers: PaperReader): DigestSources['search'] {
  const search = createSearch({ papers, encoder: 'none' });
  return {
    topicsOf: async () => [],
    closeTo: async (ids) => ids.map(() => []),
    async browse(query) {
      await search.refresh();
      return search.browse(query);
    },
    async mayMatch(wanted, ids) {
      await search.refresh();
      return search.mayMatch(wanted, ids);
    },
  };
}
