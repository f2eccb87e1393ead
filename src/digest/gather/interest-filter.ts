import type { Paper } from '../../corpus/paper.ts';
import {
  hasNameBeginnings,
  hasNameWords,
  readAuthorName,
} from '../../search/suggest/author-name.ts';
import { type Interests, isSelective } from '../schedule/schedule.ts';
import { createMentions } from './mentions.ts';
import { createPaperWords, type PaperWords } from './paper-words.ts';
import type { KnownPhrases } from './phrase-memory.ts';

/** What of the interests a paper matched. */
export interface Match {
  readonly topics: readonly string[];
  /** The keywords that the paper mentions, as they were asked for. */
  readonly keywords: readonly string[];
  readonly authors: readonly string[];
  /** For each of the keywords the words of the paper that mention it, looked up when they are shown. */
  readonly mentions: () => readonly string[];
}

/** Nothing of any interests. */
export const noMatch: Match = { topics: [], keywords: [], authors: [], mentions: () => [] };

/** Why a paper is not for a destination. */
export type Mismatch = 'excluded' | 'unmatched';

/** Holds a paper with its topic against somebody's interests. */
export type InterestFilter = (paper: Paper, topic: string | undefined) => Match | Mismatch;

/**
 * Holds papers against interests: topics by slug, keywords as phrases of title and abstract
 * whatever their inflections and spelling, authors by words of their name, or the beginning of one.
 * An excluded word wins over all.
 * @param words - where the words of papers are read for others too.
 * @param known - what was found before.
 */
export function createInterestFilter(
  interests: Interests,
  words: PaperWords = createPaperWords(),
  known?: KnownPhrases,
): InterestFilter {
  const { topics, keywords, excludes } = interests;
  const authors = interests.authors.map((author) => ({
    author,
    asked: readAuthorName(author).words,
  }));
  const mentions = createMentions(phrasesOf(interests), words, known);
  const selective = isSelective(interests);

  return (paper, topic) => {
    for (let place = 0; place < excludes.length; place++) {
      if (mentions.has(paper, place)) {
        return 'excluded';
      }
    }
    const places: number[] = [];
    for (let place = excludes.length; place < excludes.length + keywords.length; place++) {
      if (mentions.has(paper, place)) {
        places.push(place);
      }
    }
    const match: Match = {
      topics: topic !== undefined && topics.includes(topic) ? [topic] : noMatch.topics,
      keywords: places.map((place) => keywords[place - excludes.length] ?? ''),
      authors: authors.length > 0 ? authorsOf(words.authors(paper), authors) : noMatch.authors,
      mentions: () => places.flatMap((place) => mentions.wordsOf(paper, place) ?? []),
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
export function strengthOf({ topics, keywords, authors }: Match): number {
  return topics.length + keywords.length + authors.length;
}
