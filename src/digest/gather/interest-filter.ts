import type { Paper } from '../../corpus/paper.ts';
import {
  hasNameBeginnings,
  hasNameWords,
  readAuthorName,
} from '../../search/suggest/author-name.ts';
import { type Interests, isSelective } from '../schedule/schedule.ts';
import { createMentionFinder, type MentionFinder } from './mention-finder.ts';

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
 * @param find - looks for the keywords and excluded words, and perhaps for those of others too.
 */
export function createInterestFilter(
  interests: Interests,
  find: MentionFinder = createMentionFinder(phrasesOf(interests)),
): InterestFilter {
  const authors = interests.authors.map((author) => ({
    author,
    asked: readAuthorName(author).words,
  }));
  const selective = isSelective(interests);
  const hasPhrases = phrasesOf(interests).length > 0;

  return (paper, topic) => {
    const mentions = hasPhrases ? find(paper) : none;
    if (interests.excludes.some((word) => mentions.has(word))) {
      return 'excluded';
    }
    const match = {
      topics: interests.topics.filter((each) => each === topic),
      mentions: interests.keywords.flatMap((word) => mentions.get(word) ?? []),
      authors: authors.length > 0 ? authorsOf(paper, authors) : [],
    };
    return selective && strengthOf(match) === 0 ? 'unmatched' : match;
  };
}

const none: ReadonlyMap<string, string> = new Map();

/** Everything of the interests that is looked for in texts. */
export function phrasesOf({ excludes, keywords }: Interests): readonly string[] {
  return [...excludes, ...keywords];
}

interface AskedAuthor {
  readonly author: string;
  readonly asked: readonly string[];
}

function authorsOf(paper: Paper, authors: readonly AskedAuthor[]): string[] {
  const names = paper.authors.map((name) => readAuthorName(name).words);
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
