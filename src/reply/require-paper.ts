import { findNamed } from '../corpus/find-paper.ts';
import type { Paper, PaperId } from '../corpus/paper.ts';
import { normaliseTitle } from '../corpus/paper-id.ts';
import type { PaperReader } from '../corpus/paper-reader.ts';
import type { Search } from '../search/search.ts';
import { cutText } from './fit/cut-text.ts';
import { describeMissing } from './papers/describe-reference.ts';
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
    'This paper is no longer in Offprint. Please search for it again.',
  );
}

/**
 * The paper that somebody names by title, arXiv number, DOI or address, or the one nearest to it by
 * title.
 * @throws {UserError} where none comes near, and where several are meant.
 */
export async function requireTitle(
  corpus: PaperReader,
  search: Search,
  title: string,
): Promise<Paper> {
  const named = await findNamed(corpus, title);
  if (named) {
    if (!named.reference && named.papers.length > 1) {
      throw new UserError('several-papers', describeNamesakes(named.papers));
    }
    return onlyOne(named.papers, 'These papers have this link') ?? missing(named, title);
  }
  const { author, hits } = await search.find({ text: title, limit: maxNamed });
  if (author) {
    const theirs = await corpus.papers(hits.slice(0, author.papers).map(({ id }) => id));
    const only = onlyOne(theirs, `These are papers by ${author.name}`);
    if (only) {
      return only;
    }
  }
  const meant = await findByWords(corpus, search, title);
  if (meant) {
    return meant;
  }
  const [nearest] = await search.suggestTitles(title, 1);
  return nearest ? requirePaper(corpus, nearest.id) : missing(undefined, title);
}

/**
 * The one paper that a few words of its title can mean: it alone is called so before its colon, or
 * its title alone has them all. Undefined where they may mean another, or an author.
 */
export async function findByWords(
  corpus: PaperReader,
  search: Pick<Search, 'find' | 'suggestTitles'>,
  typed: string,
): Promise<Paper | undefined> {
  const suggested = await search.suggestTitles(typed);
  const name = normaliseTitle(typed);
  const called = suggested.filter(({ title }) => normaliseTitle(nameOf(title)) === name);
  const words = typed.split(/\s+/).map(normaliseTitle);
  const holding = suggested.filter(({ title }) => {
    const whole = normaliseTitle(title);
    return words.every((word) => whole.includes(word));
  });
  const [only, ...others] = called.length > 0 ? called : holding;
  if (!only || others.length > 0 || name === '') {
    return undefined;
  }
  const { author } = await search.find({ text: typed, limit: 1 });
  return author ? undefined : (await corpus.papers([only.id]))[0];
}

/** `WebRL` of `WebRL: Training Web Agents`. */
function nameOf(title: string): string {
  return /^(.+?)(?::|\s[-–—]\s)/u.exec(title)?.[1] ?? title;
}

/** Titles to choose from in a refusal. */
const maxNamed = 3;

function onlyOne(papers: readonly Paper[], these: string): Paper | undefined {
  const [paper, ...more] = papers;
  if (more.length === 0) {
    return paper;
  }
  const titles = papers.slice(0, maxNamed).map(({ title }) => `“${cutText(title, 100)}”`);
  throw new UserError(
    'several-papers',
    `${these}: ${titles.join(', ')}${papers.length > maxNamed ? ' and others' : ''}. Type the title of one.`,
  );
}

/** Papers that share a title differ by number. */
function describeNamesakes(papers: readonly Paper[]): string {
  const names = papers.slice(0, maxNamed).map(({ arxivId, doi, id }) => arxivId ?? doi ?? id);
  return `${papers.length} papers have this title. Type the number of one: ${names.join(', ')}${papers.length > maxNamed ? ' or another' : ''}.`;
}

function missing(named: Awaited<ReturnType<typeof findNamed>>, title: string): never {
  throw new UserError(
    'unknown-paper',
    named?.reference
      ? describeMissing(named.reference)
      : `No paper is titled “${cutText(title, 100)}”. Type a few words of its title and choose from the list.`,
  );
}
