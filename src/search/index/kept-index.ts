import type { Revision } from '../../corpus/paper-reader.ts';
import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import { createStringPool } from '../text/string-pool.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import type { PaperIndex } from './paper-index.ts';
import type { TermSequence } from './terms/term-sequence.ts';
import { createTermStatistics, type TermStatistics } from './terms/term-statistics.ts';

/** Keeps an index between two runs, and gives it back only where it belongs to the corpus as it is. */
export interface IndexKeeper {
  /** What was kept last; undefined where there is nothing, or anything about it is odd. */
  read(): Promise<readonly Uint8Array[] | undefined>;
  /** Keeps something in the place of what was kept before; absent where it is only read here. */
  write?(sections: readonly Uint8Array[]): Promise<void>;
}

/** An index as it was kept. */
export interface KeptIndex {
  /** All changes of the corpus up to this one are in it. */
  readonly revision: Revision;
  readonly statistics: TermStatistics;
  /** Whether the topics of papers that came without one are in it. */
  readonly topicsAreGuessed: boolean;
  /** By their numbers. */
  readonly papers: readonly IndexedPaper[];
}

/** Papers written as one piece of JSON. */
const papersAtOnce = 500;

/** The first section, as JSON. */
interface Figures extends Pick<KeptIndex, 'revision' | 'topicsAreGuessed'> {
  readonly words: number;
  readonly terms: number;
  readonly documents: number;
}

/**
 * An index as bytes, without the papers that are gone: figures, words, terms, numbers of both,
 * numbers of the documents, their terms, and the papers.
 */
export async function writeIndex(
  { statistics, catalogue, topics }: Pick<PaperIndex, 'statistics' | 'catalogue' | 'topics'>,
  revision: Revision,
): Promise<Uint8Array[]> {
  const { words } = statistics;
  const topicsAreGuessed = topics.areGuessed();
  const count = (length: number, each: (number: number) => number) =>
    Uint32Array.from({ length }, (_, number) => each(number));
  const texts = (length: number, each: (number: number) => string) =>
    Buffer.from(Array.from({ length }, (_, number) => each(number)).join('\n'));
  const sequences = [...catalogue.entries.keys()].flatMap(
    (document) => statistics.sequence(document) ?? [],
  );
  const terms = new Uint32Array(sequences.reduce((sum, own) => sum + own.terms.length, 0));
  let end = 0;
  for (const sequence of sequences) {
    terms.set(sequence.terms, end);
    end += sequence.terms.length;
  }
  const papers: Buffer[] = [];
  const entries = [...catalogue.entries.values()];
  for (let from = 0; from < entries.length; from += papersAtOnce) {
    papers.push(Buffer.from(JSON.stringify(entries.slice(from, from + papersAtOnce))));
    await yieldWhenDue();
  }
  const figures: Figures = {
    revision,
    topicsAreGuessed,
    words: words.size,
    terms: statistics.nextTerm,
    documents: sequences.length,
  };
  return [
    Buffer.from(JSON.stringify(figures)),
    texts(words.size, (number) => words.word(number)),
    texts(statistics.nextTerm, (number) => statistics.term(number)),
    bytesOf(count(words.size, (number) => words.term(number))),
    bytesOf(count(words.size, (number) => words.count(number))),
    bytesOf(count(statistics.nextTerm, (number) => statistics.frequency(number))),
    bytesOf(count(statistics.nextTerm, (number) => statistics.headFrequency(number))),
    bytesOf(
      Uint32Array.from(
        sequences.flatMap(({ terms: own, headLength, length }) => [own.length, headLength, length]),
      ),
    ),
    bytesOf(terms),
    bytesOf(Uint32Array.from(papers, ({ length }) => length)),
    Buffer.concat(papers),
  ];
}

/** An index from the bytes that `writeIndex` made. */
export async function readIndex(sections: readonly Uint8Array[]): Promise<KeptIndex> {
  const section = (at: number) => sections[at] ?? new Uint8Array(0);
  const numbers = (at: number) => numbersOf(section(at));
  const figures = JSON.parse(textOf(section(0))) as Figures;
  const statistics = createTermStatistics({
    words: {
      words: linesOf(section(1), figures.words),
      terms: numbers(3),
      counts: numbers(4),
    },
    terms: linesOf(section(2), figures.terms),
    frequencies: numbers(5),
    headFrequencies: numbers(6),
    sequences: sequencesOf(numbers(7), numbers(8)),
  });
  return {
    revision: figures.revision,
    statistics,
    topicsAreGuessed: figures.topicsAreGuessed,
    papers: await papersOf(numbers(9), section(10)),
  };
}

function sequencesOf(figures: Uint32Array, terms: Uint32Array): TermSequence[] {
  const sequences: TermSequence[] = [];
  let end = 0;
  for (let i = 0; i < figures.length; i += 3) {
    const start = end;
    end += figures[i] ?? 0;
    sequences.push({
      terms: terms.subarray(start, end),
      headLength: figures[i + 1] ?? 0,
      length: figures[i + 2] ?? 0,
    });
  }
  return sequences;
}

async function papersOf(lengths: Uint32Array, bytes: Uint8Array): Promise<IndexedPaper[]> {
  const asOne = createStringPool();
  const papers: IndexedPaper[] = [];
  let end = 0;
  for (const length of lengths) {
    const read = JSON.parse(textOf(bytes.subarray(end, end + length))) as IndexedPaper[];
    papers.push(...read.map((paper) => sharingStrings(paper, asOne)));
    end += length;
    await yieldWhenDue();
  }
  return papers;
}

/** JSON brings a new string of each keyword, author and acronym for every paper that has it. */
function sharingStrings(paper: IndexedPaper, asOne: (text: string) => string): IndexedPaper {
  const { topic, keywords, authors, names, acronyms } = paper;
  return {
    ...paper,
    topic: asOne(topic),
    keywords: keywords.map(asOne),
    authors: authors.map(asOne),
    names: names.map(([key, naming]) => [key, asOne(naming) as typeof naming]),
    acronyms: acronyms.map(({ short, long }) => ({ short: asOne(short), long: asOne(long) })),
  };
}

function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** The same memory as numbers, where it begins at a multiple of four. */
function numbersOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

/** So many texts, each on a line: words and terms have no line breaks. */
function linesOf(bytes: Uint8Array, count: number): string[] {
  return count === 0 ? [] : textOf(bytes).split('\n');
}
