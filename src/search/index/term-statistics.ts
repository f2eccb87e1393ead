import type { Analysis } from '../text/analyse.ts';
import { inverseDocumentFrequency } from './bm25.ts';
import type { DocumentNumber } from './term-engine.ts';

/** A term by the order in which it was first met. */
export type TermNumber = number;

/** A document as the numbers of its terms. */
export interface TermSequence {
  /** The title, a gap (0), the body, a gap, then the compounds of both (a title's twice). */
  readonly terms: Uint32Array;
  /** How many of the first terms are the title, each counting double. */
  readonly titleLength: number;
  /** Terms in all, those of the title twice. */
  readonly length: number;
}

/** The number that is no term: it parts title, body and compounds. */
export const gap: TermNumber = 0;

/**
 * What the layers above the engine know of every document: which terms in which order, and in
 * how many documents each term stands. Some four bytes a word.
 */
export interface TermStatistics {
  readonly documents: number;
  readonly averageLength: number;
  add(title: Analysis, body: Analysis): DocumentNumber;
  /** What a text would be as a document; unknown terms are gaps. */
  sequenceOf(title: Analysis, body: Analysis): TermSequence;
  remove(document: DocumentNumber): void;
  /** Undefined for a document that was removed. */
  sequence(document: DocumentNumber): TermSequence | undefined;
  /** Undefined for a term that is in no document and never was in one. */
  number(term: string): TermNumber | undefined;
  term(number: TermNumber): string;
  /** How many documents contain it. */
  frequency(number: TermNumber): number;
  idf(number: TermNumber): number;
  /** Numbers of documents and terms given out so far. */
  readonly nextDocument: DocumentNumber;
  readonly nextTerm: TermNumber;
}

/** Counts terms by document, for weights and for feedback. */
export function createTermStatistics(): TermStatistics {
  const numbers = new Map<string, TermNumber>();
  const terms: string[] = [''];
  const frequencies: number[] = [0];
  /** For each term the count that it was last counted in. */
  const countedIn: number[] = [0];
  let counts = 0;
  const sequences: (TermSequence | undefined)[] = [];
  let documents = 0;
  let totalLength = 0;

  function numberOf(term: string): TermNumber {
    let number = numbers.get(term);
    if (number === undefined) {
      number = terms.length;
      numbers.set(term, number);
      terms.push(term);
      frequencies.push(0);
      countedIn.push(0);
    }
    return number;
  }

  function count(sequence: TermSequence, by: 1 | -1): void {
    documents += by;
    totalLength += by * sequence.length;
    counts++;
    const { terms: numbers } = sequence;
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i] ?? gap;
      if (number === gap || countedIn[number] === counts) {
        continue;
      }
      countedIn[number] = counts;
      frequencies[number] = (frequencies[number] ?? 0) + by;
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
    sequenceOf: (title, body) => sequenceBy((term) => numbers.get(term) ?? gap, title, body),
    add(title, body) {
      const sequence = sequenceBy(numberOf, title, body);
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
  };
}

function sequenceBy(
  numberOf: (term: string) => TermNumber,
  title: Analysis,
  body: Analysis,
): TermSequence {
  const compounds = 2 * title.compounds.length + body.compounds.length;
  const terms = new Uint32Array(title.terms.length + body.terms.length + compounds + 2);
  let end = 0;
  const append = (term: string) => {
    terms[end++] = numberOf(term);
  };
  title.terms.forEach(append);
  end++; // a gap
  body.terms.forEach(append);
  end++; // a gap
  for (const part of [title, title, body]) {
    for (const { term } of part.compounds) {
      append(term);
    }
  }
  const length = 2 * title.terms.length + body.terms.length + compounds;
  return { terms, titleLength: title.terms.length, length };
}
