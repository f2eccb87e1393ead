import type { Paper } from '../../../src/corpus/paper.ts';
import { withoutRealPages } from '../../corpus/real-pages.ts';
import { realPapers, starterPapers } from '../../search/real-papers.ts';

/** Papers whose words the synthetic ones are made of: the real ones, else the starter's. */
export function vocabulary(): readonly Paper[] {
  if (!withoutRealPages) {
    return realPapers('without starter');
  }
  return starterPapers().map(({ tldr = '', ...paper }) => ({ ...paper, abstract: tldr }));
}
