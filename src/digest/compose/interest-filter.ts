import type { Paper } from '../../corpus/paper.ts';
import {
  hasNameBeginnings,
  hasNameWords,
  readAuthorName,
} from '../../search/suggest/author-name.ts';
import { createPhraseFinder } from '../../search/wording/phrase-finder.ts';
import { type Interests, isSelective } from '../schedule/schedule.ts';

/** What of the interests a paper matched. */
export interface Match {
  readonly topics: readonly string[];
  /** For each keyword that the paper mentions, the words of the paper that do. */
  readonly mentions: readonly string[];
  readonly authors: readonly string[];
}

/** Why a paper is not for a destination. */
export type Mismatch = 'excluded' | 'unmatched';

/**
 * Holds papers against interests: topics by slug, keywords as phrases of title and abstract
 * whatever their inflections and spelling, authors by words of their name, or the beginning of one.
 * An excluded word wins over all.
 */
export function createInterestFilter(
  interests: Interests,
): (paper: Paper, topic: string | undefined) => Match | Mismatch {
  const phrases = createPhraseFinder([...interests.excludes, ...interests.keywords]);
  const authors = interests.authors.map((author) => ({
    author,
    asked: readAuthorName(author).words,
  }));
  const selective = isSelective(interests);

  return (paper, topic) => {
    const mentions = [...phrases.find(textsOf(paper))].toSorted(([a], [b]) => a - b);
    if (mentions.some(([number]) => number < interests.excludes.length)) {
      return 'excluded';
    }
    const names = paper.authors.map((name) => readAuthorName(name).words);
    const match = {
      topics: interests.topics.filter((each) => each === topic),
      mentions: mentions.map(([, words]) => words),
      authors: authors
        .filter(({ asked }) => names.some((name) => isNamed(name, asked)))
        .map(({ author }) => author),
    };
    return selective && strengthOf(match) === 0 ? 'unmatched' : match;
  };
}

/** One word may be the beginning of a name; `Wei Li` is not `Wei Liu`. */
function isNamed(name: readonly string[], asked: readonly string[]): boolean {
  return asked.length === 1 ? hasNameBeginnings(name, asked) : hasNameWords(name, asked);
}

/** How many of the interests a paper matched. */
export function strengthOf({ topics, mentions, authors }: Match): number {
  return topics.length + mentions.length + authors.length;
}

/** Title and abstract; where there is no abstract yet, the summary and keywords stand for it. */
function textsOf({ title, abstract, tldr, keywords }: Paper): string[] {
  return [title, ...(abstract ? [abstract] : [...(tldr ? [tldr] : []), ...keywords])];
}
