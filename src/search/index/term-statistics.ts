import { inverseDocumentFrequency } from './bm25.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import type { DocumentNumber } from './term-engine.ts';

/** A term by the order in which it was first met. */
export type TermNumber = number;

/** A document as the numbers of its terms. */
export interface TermSequence {
  /** Title, keywords, text and compounds (those of title and keywords twice), a gap (0) between each. */
  readonly terms: Uint32Array;
  /** How many of the first terms are title and keywords, each counting double. */
  readonly headLength: number;
  /** Terms in all, those of title and keywords twice. */
  readonly length: number;
}

/** The number that is no term: it parts title, keywords, text and compounds. */
export const gap: TermNumber = 0;

/** The terms of a paper, by field. */
export type PaperTerms = Pick<IndexedPaper, 'titleTerms' | 'keywordTerms' | 'textTerms'>;

/**
 * What the layers above the engine know of every document: which terms in which order, and in
 * how many documents each term stands. Some four bytes a word.
 */
export interface TermStatistics {
  readonly documents: number;
  readonly averageLength: number;
  add(paper: PaperTerms): DocumentNumber;
  /** What a paper would be as a document; unknown terms are gaps. */
  sequenceOf(paper: PaperTerms): TermSequence;
  remove(document: DocumentNumber): void;
  /** Undefined for a document that was removed. */
  sequence(document: DocumentNumber): TermSequence | undefined;
  /** Undefined for a term that is in no document and never was in one. */
  number(term: string): TermNumber | undefined;
  term(number: TermNumber): string;
  /** How many documents contain it. */
  frequency(number: TermNumber): number;
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

/** Counts terms by document, for weights and for feedback. */
export function createTermStatistics(): TermStatistics {
  const numbers = new Map<string, TermNumber>();
  const terms: string[] = [''];
  const frequencies: number[] = [0];
  /** In how many documents each term is in title or keywords. */
  const headFrequencies: number[] = [0];
  /** For each term the count that it was last counted in. */
  const countedIn: number[] = [0];
  let counts = 0;
  const sequences: (TermSequence | undefined)[] = [];
  let documents = 0;
  let totalLength = 0;
  const total = { head: 0, all: 0 };

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
    const { terms: numbers, headLength } = sequence;
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i] ?? gap;
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

  return {
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
    sequenceOf: (paper) => sequenceBy((term) => numbers.get(term) ?? gap, paper),
    add(paper) {
      const sequence = sequenceBy(numberOf, paper);
      sequences.push(sequence);
      count(sequence, 1);
      return sequences.length - 1;
    },
    remove(document) {
      const sequence = sequences[document];
      if (sequence === undefined) {
        return;
      }
      sequences[document] = undefined;
      count(sequence, -1);
    },
    sequence: (document) => sequences[document],
    number: (term) => numbers.get(term),
    term: (number) => terms[number] ?? '',
    frequency: (number) => frequencies[number] ?? 0,
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

/** Papers that a term is taken to be in as terms usually are, before any is seen. */
const topicalityPrior = 5;
/** Measured from 0.2 to 1; see the README of this room. */
const topicalityExponent = 0.3;

function sequenceBy(
  numberOf: (term: string) => TermNumber,
  { titleTerms, keywordTerms, textTerms }: PaperTerms,
): TermSequence {
  const fields = [titleTerms, titleTerms, keywordTerms, keywordTerms, textTerms];
  const compounds = fields.reduce((sum, field) => sum + field.compounds.length, 0);
  const headLength = titleTerms.terms.length + 1 + keywordTerms.terms.length;
  const bodyLength = textTerms.terms.length;
  const terms = new Uint32Array(headLength + bodyLength + compounds + 2);
  let end = 0;
  const append = (term: string) => {
    terms[end++] = numberOf(term);
  };
  for (const field of [titleTerms, keywordTerms, textTerms]) {
    field.terms.forEach(append);
    end++; // a gap
  }
  for (const field of fields) {
    for (const { term } of field.compounds) {
      append(term);
    }
  }
  return { terms, headLength, length: 2 * (headLength - 1) + bodyLength + compounds };
}
