import type { PaperId } from '../../corpus/paper.ts';
import {
  hasNameBeginnings,
  hasNameWords,
  readAuthorName,
} from '../../search/suggest/author-name.ts';
import { type Interests, isSelective } from '../schedule/schedule.ts';
import type { FilteredPaper } from './known-paper.ts';
import { createMentions } from './mentions.ts';
import { createPaperWords, type PaperWords } from './paper-words.ts';
import type { KnownPhrases } from './phrase-memory.ts';

/** What of the interests a paper matched. */
export interface Match {
  readonly topics: readonly string[];
  /** For each keyword that the paper mentions, the words of the paper that do. */
  readonly mentions: readonly string[];
  readonly authors: readonly string[];
}

/** Why a paper is not for a destination. */
export type Mismatch = 'excluded' | 'unmatched';

/** Holds papers against somebody's interests. */
export interface InterestFilter {
  /** Whether it is known without reading a paper that it matches nothing. */
  isKnownMismatch(paper: PaperId, topic: string | undefined): boolean;
  /** How many of the interests a paper matches. */
  strengthOf(held: FilteredPaper): number | Mismatch;
  /** What of the interests a paper matches, for showing it. */
  matchOf(held: FilteredPaper): Match;
}

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
  const phrases = phrasesOf(interests);
  const mentions = createMentions(phrases, words, known);
  const selective = isSelective(interests);
  const isTopic = (topic: string | undefined) => topic !== undefined && topics.includes(topic);

  function authorsOf({ paper }: FilteredPaper): readonly AskedAuthor[] {
    if (authors.length === 0) {
      return noAuthors;
    }
    const names = words.authors(paper);
    return authors.filter(({ asked }) => names.some((name) => isNamed(name, asked)));
  }

  return {
    isKnownMismatch: (paper, topic) =>
      selective &&
      authors.length === 0 &&
      !isTopic(topic) &&
      keywords.every((_, at) => mentions.known(paper, excludes.length + at) === false),

    strengthOf(held) {
      for (let place = 0; place < excludes.length; place++) {
        if (mentions.has(held, place)) {
          return 'excluded';
        }
      }
      let strength = isTopic(held.topic) ? 1 : 0;
      for (let place = excludes.length; place < phrases.length; place++) {
        strength += mentions.has(held, place) ? 1 : 0;
      }
      strength += authorsOf(held).length;
      return selective && strength === 0 ? 'unmatched' : strength;
    },

    matchOf: (held) => ({
      topics: isTopic(held.topic) && held.topic !== undefined ? [held.topic] : [],
      mentions: keywords.flatMap((_, at) => mentions.wordsOf(held, excludes.length + at) ?? []),
      authors: authorsOf(held).map(({ author }) => author),
    }),
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

const noAuthors: readonly AskedAuthor[] = [];

/** One word may be the beginning of a name; `Wei Li` is not `Wei Liu`. */
function isNamed(name: readonly string[], asked: readonly string[]): boolean {
  return asked.length === 1 ? hasNameBeginnings(name, asked) : hasNameWords(name, asked);
}
