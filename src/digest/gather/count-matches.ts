import type { PaperReader } from '../../corpus/paper-reader.ts';
import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import { browseParts } from '../../search/browse/browse-parts.ts';
import { inBatches } from '../../search/browse/in-batches.ts';
import type { Search } from '../../search/search.ts';
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
  const filter = createInterestFilter({ ...noInterests, ...interests });
  const { keywords: phrases = [], authors = [] } = interests;
  const wanted = { on: endOfTime, topics: [], phrases, authors };
  let count = 0;
  for await (const batch of inBatches(browseParts(search, wanted), readAtOnce)) {
    for (const paper of await corpus.papers(batch.map(({ id }) => id))) {
      const strength = filter.strengthOf({ paper, topic: undefined, found: undefined });
      count += typeof strength === 'number' ? 1 : 0;
      await yieldWhenDue();
    }
    if (count > mostCounted) {
      break;
    }
  }
  return count;
}
