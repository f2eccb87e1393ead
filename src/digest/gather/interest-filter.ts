import type { Paper } from '../../corpus/paper.ts';
import {
  hasNameBeginnings,
  hasNameWords,
  readAuthorName,
} from '../../search/suggest/author-name.ts';
import { createPhraseFinder } from '../../search/wording/phrase-finder.ts';
import { type Interests, isSelective } from '../schedule/schedule.ts';
import { createPaperWords, type PaperWords } from './paper-words.ts';

/** What of the interests a paper matched. */
export interface Match {
  readonly topics: readonly string[];
  /** For each keyword that the paper mentions, the words of the paper that do. */
  readonly mentions: readonly string[];
  readonly authors: readonly string[];
}

/** Why a paper is not for a destination. */
export type Mismatch = 'excluded' | 'unmatched';

/** Holds a paper with its topic against somebody's interests. */
export type InterestFilter = (paper: Paper, topic: string | undefined) => Match | Mismatch;

/**
 * Holds papers against interests: topics by slug, keywords as phrases of title and abstract
 * whatever their inflections and spelling, authors by words of their name, or the beginning of one.
 * An excluded word wins over all.
 * @param words - where the words of papers are read for others too.
 */
export function createInterestFilter(
  interests: Interests,
  words: PaperWords = createPaperWords(),
): InterestFilter {
  const { topics, keywords, excludes } = interests;
  const authors = interests.authors.map((author) => ({
    author,
    asked: readAuthorName(author).words,
  }));
  const phrases = [...new Set(phrasesOf(interests))];
  const finder = phrases.length > 0 ? createPhraseFinder(phrases, words.reader) : undefined;
  const selective = isSelective(interests);

  return (paper, topic) => {
    const found = finder?.findIn(words.texts(paper));
    const mentionOf = (phrase: string) => found?.get(phrases.indexOf(phrase));
    if (found && excludes.some((word) => mentionOf(word) !== undefined)) {
      return 'excluded';
    }
    const match = {
      topics: topics.filter((each) => each === topic),
      mentions: keywords.flatMap((word) => mentionOf(word) ?? []),
      authors: authors.length > 0 ? authorsOf(words.authors(paper), authors) : [],
    };
    return selective && strengthOf(match) === 0 ? 'unmatched' : match;
  };
}

/** Everything of the interests that is looked for in texts. */
export function phrasesOf({ excludes, keywords }: Interests): readonly string[] {
  return [...excludes, ...keywords];
}

interface AskedAuthor {
  readonly author: string;
  readonly asked: readonly string[];
}

function authorsOf(
  names: readonly (readonly string[])[],
  authors: readonly AskedAuthor[],
): string[] {
  return authors
    .filter(({ asked }) => names.some((name) => isNamed(name, asked)))
    .map(({ author }) => author);
}

/** One word may be the beginning of a name; `Wei Li` is not `Wei Liu`. */
function isNamed(name: readonly string[], asked: readonly string[]): boolean {
  return asked.length === 1 ? hasNameBeginnings(name, asked) : hasNameWords(name, asked);
}

/** How many of the interests a paper matched. */
export function strengthOf({ topics, mentions, authors }: Match): number {
  return topics.length + mentions.length + authors.length;
}
