import type { PaperReader } from '../../corpus/paper-reader.ts';
import { topicsOfPapers } from '../../corpus/topics.ts';
import type { Search, SearchHit } from '../../search/search.ts';
import type { ListedPaper } from './paper-list.ts';

/**
 * Hits with their papers and topics, numbered from `first`. A hit whose paper went meanwhile is
 * left out.
 */
export async function listHits(
  corpus: PaperReader,
  search: Pick<Search, 'topicsOf'>,
  hits: readonly SearchHit[],
  first = 1,
): Promise<ListedPaper[]> {
  const papers = await corpus.papers(hits.map(({ id }) => id));
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const listed = hits.flatMap(({ id, passage, furtherMatch }, at) => {
    const paper = byId.get(id);
    return paper ? [{ place: first + at, paper, passage, furtherMatch }] : [];
  });
  const topics = await topicsOfPapers(
    search,
    listed.map(({ paper }) => paper),
  );
  return listed.map((each, at) => ({ ...each, topic: topics[at] }));
}
