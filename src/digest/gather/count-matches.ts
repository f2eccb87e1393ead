import type { PaperId } from '../../corpus/paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import { browseAll } from '../../search/browse/browse-all.ts';
import type { Search } from '../../search/search.ts';
import { createYielder } from '../../search/yielder.ts';
import { type Interests, noInterests } from '../schedule/schedule.ts';
import { createInterestFilter } from './interest-filter.ts';

/** Papers read at a stretch: a few milliseconds. */
const readAtOnce = 20;
/** Later than any page. */
const endOfTime = '9999-12-31';

/**
 * How many papers of the corpus these interests match, by the filter that decides it later. Only
 * papers that the search engine knows to have the words are read.
 */
export async function countMatches(
  { corpus, search }: { readonly corpus: PaperReader; readonly search: Pick<Search, 'browse'> },
  interests: Partial<Omit<Interests, 'excludes' | 'topics'>>,
): Promise<number> {
  const yieldWhenDue = createYielder();
  const matchOf = createInterestFilter({ ...noInterests, ...interests });
  const { keywords: phrases = [], authors = [] } = interests;
  const wanted = { on: endOfTime, topics: [], phrases, authors };
  const ids: PaperId[] = [];
  for await (const { id } of browseAll(search, wanted)) {
    ids.push(id);
  }
  let count = 0;
  for (let i = 0; i < ids.length; i += readAtOnce) {
    for (const paper of await corpus.papers(ids.slice(i, i + readAtOnce))) {
      count += typeof matchOf(paper, undefined) === 'string' ? 0 : 1;
      await yieldWhenDue();
    }
  }
  return count;
}
