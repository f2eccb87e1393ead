import type { PaperReader } from '../../corpus/paper-reader.ts';
import { createYielder } from '../../search/yielder.ts';
import { createInterestFilter } from './interest-filter.ts';

/** How many papers of the corpus a keyword would bring, by the filter that decides it later. */
export async function countMentions(corpus: PaperReader, keyword: string): Promise<number> {
  const yieldWhenDue = createYielder();
  const matchOf = createInterestFilter({
    topics: [],
    keywords: [keyword],
    authors: [],
    excludes: [],
  });
  let count = 0;
  for await (const batch of corpus.changedPapers(0)) {
    for (const paper of batch) {
      count += typeof matchOf(paper, undefined) === 'string' ? 0 : 1;
      await yieldWhenDue();
    }
  }
  return count;
}
