import type { Paper, PaperId } from './paper.ts';
import type { PaperReader } from './paper-reader.ts';

/** The paper that somebody names: by the id a suggestion carries, else by its whole title. */
export async function findPaper(corpus: PaperReader, named: string): Promise<Paper | undefined> {
  const [paper] = await corpus.papers([named.trim() as PaperId]);
  return paper ?? corpus.paperByTitle(named);
}
