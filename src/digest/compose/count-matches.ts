import type { PaperReader } from '../../corpus/paper-reader.ts';
import { createYielder } from '../../search/yielder.ts';
import { type Interests, noInterests } from '../schedule/schedule.ts';
import { createInterestFilter } from './interest-filter.ts';

/** How many papers of the corpus these interests match, by the filter that decides it later. */
export async function countMatches(
  corpus: PaperReader,
  interests: Partial<Interests>,
): Promise<number> {
  const yieldWhenDue = createYielder();
  const matchOf = createInterestFilter({ ...noInterests, ...interests });
  let count = 0;
  for await (const batch of corpus.changedPapers(0)) {
    for (const paper of batch) {
      count += typeof matchOf(paper, undefined) === 'string' ? 0 : 1;
      await yieldWhenDue();
    }
  }
  return count;
}
