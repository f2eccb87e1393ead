import { scanText, stemOf } from '../../text/analyse.ts';
import type { DocumentNumber } from '../term-engine.ts';
import { inverseDocumentFrequency } from './bm25.ts';
import { gap, type TermNumber, type TermSequence } from './term-sequence.ts';
import { createWords, type KeptWords, type Words } from './words.ts';

/** The texts of a paper that are searched. */
export interface SearchedTexts {
  readonly title: string;
  readonly keywords: readonly string[];
  readonly text: string;
}

/**
 * What the layers above the engine know of every document: which terms in which order, and in
 * how many documents each term stands. Some four bytes a word.
 */
export interface TermStatistics {
  readonly documents: number;
  readonly averageLength: number;
  /** Those of titles and texts are counted. */
  readonly words: Words;
  /** Reads the terms of a paper, without taking it in: new terms get their numbers, and are in no document. */
  read(texts: SearchedTexts): TermSequence;
  /** Takes a document in. */
  add(sequence: TermSequence): DocumentNumber;
  remove(document: DocumentNumber): void;
  /** Undefined for a document that was removed. */
  sequence(document: DocumentNumber): TermSequence | undefined;
  /** The length of its sequence; 0 for a document that was removed. */
  length(document: DocumentNumber): number;
  /** Undefined for a term that is in no document and never was in one. */
  number(term: string): TermNumber | undefined;
  term(number: TermNumber): string;
  /** How many documents contain it. */
  frequency(number: TermNumber): number;
  /** How many documents contain it in title or keywords. */
  headFrequency(number: TermNumber): number;
  idf(number: TermNumber): number;
  /**
   * How far papers that have a term are about it: the share of them that have it in the title or
   * keywords, to that share of all terms. 1 for a term that is as often there as others are, from
   * 0.5 to 1.5; few papers say little, and leave it close to 1.
   */
  topicality(number: TermNumber): number;
  /** Numbers of documents and terms given out so far. */
  readonly nextDocument: DocumentNumber;
  readonly nextTerm: TermNumber;
}

/** What was kept of the statistics of an index. */
export interface KeptStatistics {
  /** From term 0 on, which is the gap. */
  readonly terms: readonly string[];
  readonly frequencies: Iterable<number>;
  readonly headFrequencies: Iterable<number>;
  readonly words: KeptWords;
  readonly sequences: readonly TermSequence[];
}

/** Terms in one piece of memory: an array for each document would cost more than its terms. */
const pieceLength = 2 ** 18;

/** Counts terms by document, for weights and for feedback. */
export function createTermStatistics(kept?: KeptStatistics): TermStatistics {
  const terms: string[] = [...(kept?.terms ?? [''])];
  const frequencies: number[] = [...(kept?.frequencies ?? [0])];
  /** In how many documents each term is in title or keywords. */
  const headFrequencies: number[] = [...(kept?.headFrequencies ?? [0])];
  const numbers = new Map<string, TermNumber>();
  for (let number = 1; number < terms.length; number++) {
    numbers.set(terms[number] ?? '', number);
  }
  /** For each term the count that it was last counted in. */
  const countedIn: number[] = terms.map(() => 0);
  let counts = 0;
  const sequences: (TermSequence | undefined)[] = [...(kept?.sequences ?? [])];
  const lengths = sequences.map((sequence) => sequence?.length ?? 0);
  let documents = sequences.length;
  let totalLength = sum(lengths);
  const total = { head: sum(headFrequencies), all: sum(frequencies) };
  const words = createWords(numberOf, kept?.words);
  let piece = new Uint32Array(0);
  let used = 0;

  function numberOf(term: string): TermNumber {
    let number = numbers.get(term);
    if (number === undefined) {
      number = terms.length;
      numbers.set(term, number);
      terms.push(term);
      frequencies.push(0);
      headFrequencies.push(0);
      countedIn.push(0);
    }
    return number;
  }

  function count(sequence: TermSequence, by: 1 | -1): void {
    documents += by;
    totalLength += by * sequence.length;
    counts++;
    const { terms: own, headLength } = sequence;
    for (let i = 0; i < own.length; i++) {
      const number = own[i] ?? gap;
      if (number === gap || countedIn[number] === counts) {
        continue;
      }
      countedIn[number] = counts;
      frequencies[number] = (frequencies[number] ?? 0) + by;
      total.all += by;
      if (i < headLength) {
        headFrequencies[number] = (headFrequencies[number] ?? 0) + by;
        total.head += by;
      }
    }
  }

  /** A copy of the terms in the piece of memory that is being filled. */
  function keep(own: Uint32Array): Uint32Array {
    if (used + own.length > piece.length) {
      piece = new Uint32Array(Math.max(pieceLength, own.length));
      used = 0;
    }
    piece.set(own, used);
    used += own.length;
    return piece.subarray(used - own.length, used);
  }

  /** Appends the terms of a text, and returns those of its compounds. */
  function readText(text: string, into: TermNumber[], isCounted: boolean): TermNumber[] {
    const compounds: TermNumber[] = [];
    scanText(
      text,
      (word) => {
        const number = words.take(word);
        if (isCounted) {
          words.addOne(number);
        }
        const term = words.term(number);
        if (term !== gap) {
          into.push(term);
        }
      },
      (parts) => compounds.push(numberOf(stemOf(parts.join('')))),
    );
    return compounds;
  }

  return {
    words,
    get documents() {
      return documents;
    },
    get averageLength() {
      return documents === 0 ? 1 : totalLength / documents;
    },
    get nextDocument() {
      return sequences.length;
    },
    get nextTerm() {
      return terms.length;
    },
    read({ title, keywords, text }) {
      const own: TermNumber[] = [];
      const ofTitle = readText(title, own, true);
      own.push(gap);
      const ofKeywords = readText(keywords.join('; '), own, false);
      const headLength = own.length;
      own.push(gap);
      const ofText = readText(text, own, true);
      const bodyLength = own.length - headLength - 1;
      const compounds = [ofTitle, ofTitle, ofKeywords, ofKeywords, ofText].flat();
      own.push(gap);
      for (const compound of compounds) {
        own.push(compound);
      }
      const length = 2 * (headLength - 1) + bodyLength + compounds.length;
      return { terms: Uint32Array.from(own), headLength, length };
    },
    add({ terms: own, ...rest }) {
      const sequence = { ...rest, terms: keep(own) };
      sequences.push(sequence);
      lengths.push(sequence.length);
      count(sequence, 1);
      return sequences.length - 1;
    },
    remove(document) {
      const sequence = sequences[document];
      if (sequence === undefined) {
        return;
      }
      sequences[document] = undefined;
      lengths[document] = 0;
      count(sequence, -1);
    },
    sequence: (document) => sequences[document],
    length: (document) => lengths[document] ?? 0,
    number: (term) => numbers.get(term),
    term: (number) => terms[number] ?? '',
    frequency: (number) => frequencies[number] ?? 0,
    headFrequency: (number) => headFrequencies[number] ?? 0,
    idf: (number) => inverseDocumentFrequency(documents, frequencies[number] ?? 0),
    topicality(number) {
      const usual = total.head / (total.all || 1);
      if (usual === 0) {
        return 1;
      }
      const papers = (frequencies[number] ?? 0) + topicalityPrior;
      const share = ((headFrequencies[number] ?? 0) + topicalityPrior * usual) / papers;
      return Math.min(1.5, Math.max(0.5, (share / usual) ** topicalityExponent));
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Papers that a term is taken to be in as terms usually are, before any is seen. */
const topicalityPrior = 5;
/** Measured from 0.2 to 1; see the README of this room. */
const topicalityExponent = 0.3;
