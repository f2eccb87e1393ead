import type { PaperId } from '../../corpus/paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import { createYielder } from '../../corpus/yielder.ts';
import { browseAll } from '../../search/browse/browse-all.ts';
import type { BrowsedPaper, Search } from '../../search/search.ts';
import { type Interests, noInterests } from '../schedule/schedule.ts';
import { createInterestFilter } from './interest-filter.ts';

/** The most papers that are counted: reading all that have a common word would take minutes. */
export const mostCounted = 500;

/** Papers read at a stretch: a few milliseconds. */
const readAtOnce = 20;
/** Later than any page. */
const endOfTime = '9999-12-31';

/**
 * How many papers of the corpus these interests match, by the filter that decides it later; more
 * than `mostCounted` where there are more. Only papers that the search engine knows to have the
 * words are read.
 */
export async function countMatches(
  { corpus, search }: { readonly corpus: PaperReader; readonly search: Pick<Search, 'browse'> },
  interests: Partial<Omit<Interests, 'excludes' | 'topics'>>,
): Promise<number> {
  const yieldWhenDue = createYielder();
  const matchOf = createInterestFilter({ ...noInterests, ...interests });
  const { keywords: phrases = [], authors = [] } = interests;
  const wanted = { on: endOfTime, topics: [], phrases, authors };
  let count = 0;
  for await (const ids of inBatches(browseAll(search, wanted))) {
    for (const paper of await corpus.papers(ids)) {
      count += typeof matchOf(paper, undefined) === 'string' ? 0 : 1;
      await yieldWhenDue();
    }
    if (count > mostCounted) {
      break;
    }
  }
  return count;
}

async function* inBatches(papers: AsyncIterable<BrowsedPaper>): AsyncGenerator<PaperId[]> {
  let batch: PaperId[] = [];
  for await (const { id } of papers) {
    batch.push(id);
    if (batch.length === readAtOnce) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}
