import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { Catalogue } from '../index/catalogue.ts';
import type { IndexPart } from '../index/indexed-paper.ts';
import type { TermCount } from '../search.ts';
import { isEnglishWord } from '../vocabulary/english-words.ts';
import {
  abbreviates,
  hasNameBeginnings,
  hasNameWords,
  isAbbreviated,
  readAuthorName,
} from './author-name.ts';
import { createSuggester } from './suggester.ts';

/** Who wrote the papers of the corpus. */
export interface AuthorList {
  /** Completes what is typed, most papers first. */
  suggest(typed: string, limit: number): readonly TermCount[];
  /** The names of those who are meant, in every way their papers write them. */
  namesOf(asked: string): ReadonlySet<string>;
  /**
   * The author whose name a query is, where it can hardly be anything else.
   * @param mentions - how many papers have a word in their texts.
   */
  named(query: string, mentions: (word: string) => number): NamedAuthor | undefined;
}

/** An author whose name somebody typed. */
export interface NamedAuthor {
  /** As it is shown; as it was typed where it is the name of several. */
  readonly name: string;
  /** As papers write it. */
  readonly written: ReadonlySet<string>;
}

/** The authors of an index, listed when first asked for after a change. */
export interface Authors extends IndexPart {
  list(): Promise<AuthorList>;
  /** Lets the list be made again. */
  forget(): void;
}

/**
 * Authors of the corpus: finding their papers, completing their names.
 * @param isBuilding - while it is, a list serves until there are twice as many papers.
 */
export function createAuthors(catalogue: Catalogue, isBuilding: () => boolean): Authors {
  let list: Promise<AuthorList> | undefined;
  let listed = 0;
  const forget = () => {
    if (!isBuilding() || catalogue.entries.size > 2 * listed) {
      list = undefined;
    }
  };
  return {
    add: forget,
    remove: forget,
    forget,
    list() {
      if (list === undefined) {
        listed = catalogue.entries.size;
        list = listAuthors([...catalogue.entries.values()]);
      }
      return list;
    },
  };
}

/** One author under one name, however it was written. */
interface Author {
  readonly shown: string;
  readonly words: readonly string[];
  readonly written: Set<string>;
  papers: number;
  /** With an initial: the one author whose name is spelled out. */
  is?: Author;
  /** With an initial: nobody whose name is spelled out could be meant. */
  isAlone: boolean;
}

async function listAuthors(papers: readonly Written[]): Promise<AuthorList> {
  const authors = await countAuthors(papers, yieldWhenDue);
  const byWord = await groupByWord(authors, yieldWhenDue);
  await spellOut(authors, byWord, yieldWhenDue);
  const listed = authors.filter(({ is }) => is === undefined).sort((a, b) => b.papers - a.papers);
  const most = listed[0]?.papers ?? 1;
  const suggester = createSuggester();
  for (const [key, { shown, papers: own }] of listed.entries()) {
    suggester.add(key, shown, own / most);
    await yieldWhenDue();
  }
  return {
    suggest(typed, limit) {
      const { shown, words } = readAuthorName(typed);
      const fitting =
        words.length === 0
          ? listed
          : suggester
              .suggest(shown, listed.length)
              .flatMap((key) => listed[key] ?? [])
              .sort((a, b) => b.papers - a.papers);
      return fitting
        .slice(0, limit)
        .map(({ shown: term, papers: count }) => ({ term, papers: count }));
    },
    namesOf(asked) {
      const meant = meantBy(readAuthorName(asked).words, byWord);
      return writtenBy(meant);
    },
    named(query, mentions) {
      const { words } = readAuthorName(query);
      const having = [...new Set(words)].map((word) => byWord.get(word) ?? []);
      const whole = [...new Set(having.flat())].filter(
        (author) => hasNameWords(author.words, words) && isNameOf(author, words, query, mentions),
      );
      const [one, ...others] = new Set(whole.map((author) => author.is ?? author));
      return (
        one && { name: others.length > 0 ? query.trim() : one.shown, written: writtenBy(whole) }
      );
    },
  };
}

function writtenBy(authors: readonly Author[]): ReadonlySet<string> {
  return new Set(authors.flatMap((author) => [...(author.is ?? author).written]));
}

const generations: ReadonlySet<string> = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

/** Letters, points, commas and hyphens. */
const nameLike = /^[\p{L}\p{M}\s.,'’-]+$/u;

/**
 * Whether a query that has only words of a name is that name. One word has to be the family name,
 * and written by more papers than it is written in: "Model" may be somebody, "model" is mostly not.
 */
function isNameOf(
  author: Author,
  words: readonly string[],
  query: string,
  mentions: (word: string) => number,
): boolean {
  const family = author.words.findLast((word) => !generations.has(word)) ?? '';
  const [only = ''] = words;
  if (!nameLike.test(query)) {
    return false;
  }
  if (words.length === 1) {
    const others = mentions(only);
    return (
      only === family &&
      only.length > 1 &&
      (others === 0 || (!isEnglishWord(only) && author.papers > others))
    );
  }
  // "a model" is nobody's initial.
  const initials = words.filter((word) => word.length === 1).length;
  const typedInitials = query.match(/(?<!\p{L})\p{Lu}(?!\p{L})/gu)?.length ?? 0;
  const isWhole = words.includes(family) || words.some((word) => !isEnglishWord(word));
  return isWhole && initials < words.length && initials === typedInitials;
}

/** A paper, as far as it is needed here. */
interface Written {
  readonly authors: readonly string[];
}

type Yielder = () => Promise<void>;

async function countAuthors(papers: readonly Written[], yieldWhenDue: Yielder): Promise<Author[]> {
  const byWritten = new Map<string, Author>();
  const byWords = new Map<string, Author>();

  function authorOf(written: string): Author {
    const known = byWritten.get(written);
    if (known !== undefined) {
      return known;
    }
    const { shown, words } = readAuthorName(written);
    const key = words.join(' ');
    const same = byWords.get(key);
    const author = same ?? { shown, words, written: new Set(), papers: 0, isAlone: true };
    author.written.add(written);
    byWritten.set(written, author);
    byWords.set(key, author);
    return author;
  }

  for (const { authors } of papers) {
    for (const author of new Set(authors.map(authorOf))) {
      author.papers += 1;
    }
    await yieldWhenDue();
  }
  byWords.delete('');
  return [...byWords.values()];
}

type AuthorsByWord = ReadonlyMap<string, readonly Author[]>;

async function groupByWord(
  authors: readonly Author[],
  yieldWhenDue: Yielder,
): Promise<AuthorsByWord> {
  const byWord = new Map<string, Author[]>();
  for (const author of authors) {
    for (const word of new Set(author.words)) {
      const others = byWord.get(word);
      if (others === undefined) {
        byWord.set(word, [author]);
      } else {
        others.push(author);
      }
    }
    await yieldWhenDue();
  }
  return byWord;
}

/** Finds whom initials stand for, where it can only be one, and counts those names as theirs. */
async function spellOut(
  authors: readonly Author[],
  byWord: AuthorsByWord,
  yieldWhenDue: Yielder,
): Promise<void> {
  for (const author of authors) {
    await yieldWhenDue();
    if (!isAbbreviated(author.words)) {
      continue;
    }
    const family = byWord.get(author.words.at(-1) ?? '') ?? [];
    const spelled = family.filter(({ words }) => abbreviates(author.words, words));
    author.isAlone = spelled.length === 0;
    const [first] = spelled.toSorted((a, b) => b.papers - a.papers);
    if (first && spelled.every(({ words }) => words[0] === first.words[0])) {
      author.is = first;
    }
  }
  for (const { is, papers, written } of authors) {
    if (is === undefined) {
      continue;
    }
    is.papers += papers;
    for (const name of written) {
      is.written.add(name);
    }
  }
}

/** Those who have all words of what is asked, else the beginnings, else that name with initials. */
function meantBy(asked: readonly string[], byWord: AuthorsByWord): readonly Author[] {
  const longest = asked.reduce((long, word) => (word.length > long.length ? word : long), '');
  if (longest === '') {
    return [];
  }
  const having = longest.length > 1 ? byWord.get(longest) : beginningWith(longest, byWord);
  const whole = (having ?? []).filter(({ words }) => hasNameWords(words, asked));
  if (whole.length > 0) {
    return whole;
  }
  const beginning = beginningWith(longest, byWord);
  const begun = beginning.filter(({ words }) => hasNameBeginnings(words, asked));
  if (begun.length > 0) {
    return begun;
  }
  const family = byWord.get(asked.at(-1) ?? '') ?? [];
  return family.filter(
    ({ words, isAlone }) => abbreviates(asked, words) || (isAlone && abbreviates(words, asked)),
  );
}

function beginningWith(start: string, byWord: AuthorsByWord): readonly Author[] {
  const fitting = [...byWord].filter(([word]) => word.startsWith(start));
  return [...new Set(fitting.flatMap(([, authors]) => authors))];
}
