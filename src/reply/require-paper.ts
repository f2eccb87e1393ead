import { findPaper } from '../corpus/find-paper.ts';
import type { Paper, PaperId } from '../corpus/paper.ts';
import type { PaperReader } from '../corpus/paper-reader.ts';
import type { Search } from '../search/search.ts';
import { cutText } from './fit/cut-text.ts';
import { UserError } from './user-error.ts';

/**
 * The paper a button or menu carries.
 * @throws {UserError} where it is no longer in the corpus.
 */
export async function requirePaper(corpus: PaperReader, id: string | undefined): Promise<Paper> {
  const [paper] = await corpus.papers([(id ?? '') as PaperId]);
  if (paper) {
    return paper;
  }
  throw new UserError(
    'paper-gone',
    'This paper is no longer in the corpus. Please search for it again.',
  );
}

/**
 * The paper whose title somebody typed, or the one nearest to it by title.
 * @throws {UserError} where no title comes near.
 */
export async function requireTitle(
  corpus: PaperReader,
  search: Search,
  title: string,
): Promise<Paper> {
  const named = await findPaper(corpus, title);
  if (named) {
    return named;
  }
  const [nearest] = await search.suggestTitles(title, 1);
  if (nearest) {
    return requirePaper(corpus, nearest.id);
  }
  throw new UserError(
    'unknown-paper',
    `No paper is titled “${cutText(title, 100)}”. Type a few words of its title and choose from the list.`,
  );
}
