import type { Paper } from '../../corpus/paper.ts';
import {
  hasNameBeginnings,
  hasNameWords,
  readAuthorName,
} from '../../search/suggest/author-name.ts';
import { analyse } from '../../search/text/analyse.ts';
import { type Interests, isSelective } from '../schedule/schedule.ts';

/** What of the interests a paper matched. */
export interface Match {
  readonly topics: readonly string[];
  readonly keywords: readonly string[];
  readonly authors: readonly string[];
}

/** Why a paper is not for a destination. */
export type Mismatch = 'excluded' | 'unmatched';

/**
 * Holds papers against interests: topics by slug, keywords as phrases of title and abstract
 * whatever their endings, authors by words of their name, or the beginning of one. An excluded
 * word wins over all.
 */
export function createInterestFilter(
  interests: Interests,
): (paper: Paper, topic: string | undefined) => Match | Mismatch {
  const keywords = interests.keywords.map((keyword) => ({ keyword, phrase: readPhrase(keyword) }));
  const excludes = interests.excludes.map(readPhrase);
  const authors = interests.authors.map((author) => ({
    author,
    asked: readAuthorName(author).words,
  }));
  const selective = isSelective(interests);

  return (paper, topic) => {
    const text = readText(textOf(paper));
    if (excludes.some((phrase) => holds(text, phrase))) {
      return 'excluded';
    }
    const names = paper.authors.map((name) => readAuthorName(name).words);
    const match = {
      topics: interests.topics.filter((each) => each === topic),
      keywords: keywords.filter(({ phrase }) => holds(text, phrase)).map(({ keyword }) => keyword),
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
export function strengthOf({ topics, keywords, authors }: Match): number {
  return topics.length + keywords.length + authors.length;
}

/** Whether a keyword has a word to look for, and not only "the" or signs. */
export function isKeyword(keyword: string): boolean {
  return readPhrase(keyword).terms.length > 0;
}

interface Phrase {
  readonly terms: readonly string[];
  /** The phrase written as one word: `finetun` of `fine-tuning`. */
  readonly joined: readonly string[];
}

interface Text {
  /** The terms in order between spaces, so that a phrase is a piece of it. */
  readonly line: string;
  readonly compounds: ReadonlySet<string>;
}

/** Title and abstract; where there is no abstract yet, the summary and keywords stand for it. */
function textOf({ title, abstract, tldr = '', keywords }: Paper): string {
  return [title, ...(abstract ? [abstract] : [tldr, ...keywords])].join(` ${boundary} `);
}

/** A word that no keyword has, so that no phrase reaches from one text into the next. */
const boundary = 'offprintboundary';

function readPhrase(keyword: string): Phrase {
  const { terms, compounds } = analyse(keyword);
  const joined = compounds.map(({ term }) => term);
  return { terms, joined: terms.length === 1 ? terms : joined.slice(-1) };
}

function readText(text: string): Text {
  const { terms, compounds } = analyse(text);
  return { line: ` ${terms.join(' ')} `, compounds: new Set(compounds.map(({ term }) => term)) };
}

function holds({ line, compounds }: Text, { terms, joined }: Phrase): boolean {
  if (terms.length === 0) {
    return false;
  }
  if (line.includes(` ${terms.join(' ')} `)) {
    return true;
  }
  return joined.some((word) => line.includes(` ${word} `) || compounds.has(word));
}
