import { findReferred } from '../../corpus/find-paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import type { PaperIndex } from '../index/paper-index.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import { findAuthor, papersBy } from '../query/by-author.ts';
import { parseQuery } from '../query/syntax/parse-query.ts';
import type { TitleSuggestion } from '../search.ts';
import { hasNameBeginnings, readAuthorName } from './author-name.ts';

/** Authors whose papers are offered while a name is being typed. */
const maxAuthors = 5;
/** Letters of a name that tell it from most beginnings of words. */
const shortestName = 4;

/** What somebody may mean who types into a box that takes a paper. */
export async function suggestTitles(
  papers: PaperReader,
  index: PaperIndex,
  typed: string,
  limit: number,
): Promise<readonly TitleSuggestion[]> {
  const { catalogue, titles } = index;
  const referred = await findReferred(papers, typed);
  if (referred) {
    return referred.papers.slice(0, limit).map(({ id, title }) => ({ id, title }));
  }
  const author = await findAuthor(index, typed, parseQuery(typed));
  const theirs = author ? papersBy(catalogue, author.written) : [];
  const titled = await titles.suggest(typed, limit);
  const begun = titled.length < limit && !author ? await papersByBegunName(index, typed) : [];
  return [...new Set([...theirs, ...titled, ...begun])].slice(0, limit).flatMap((document) => {
    const entry = catalogue.entries.get(document);
    return entry ? [{ id: entry.id, title: entry.title }] : [];
  });
}

async function papersByBegunName(
  { authors, catalogue }: PaperIndex,
  typed: string,
): Promise<DocumentNumber[]> {
  const { words } = readAuthorName(typed);
  if (words.join('').length < shortestName) {
    return [];
  }
  const list = await authors.list();
  const names = list
    .suggest(typed, maxAuthors)
    .filter(({ term }) => hasNameBeginnings(readAuthorName(term).words, words));
  return papersBy(catalogue, new Set(names.flatMap(({ term }) => [...list.namesOf(term)])));
}
