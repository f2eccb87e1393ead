import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import type { Postings } from '../index/terms/postings.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import { type PhraseTerms, phraseTerms } from '../wording/phrase-terms.ts';
import { createOrderCheck, type KnownPhrase, type KnownWay } from './phrase-order.ts';

/** Documents whose terms are looked through between two looks at the clock. */
const checkedAtOnce = 200;

/** Calls `add` for each document once for each of the phrases that it may have. */
export async function countPhrases(
  statistics: TermStatistics,
  postings: readonly Postings[],
  phrases: readonly string[],
  add: (document: DocumentNumber) => void,
): Promise<void> {
  for (const phrase of phrases) {
    const ways = phraseTerms(phrase).map((each) => knownWays(statistics, each));
    const isInOrder = createOrderCheck(ways);
    for (const stretch of postings) {
      await yieldWhenDue();
      let checked = 0;
      for (const document of documentsOf(stretch, ways)) {
        const sequence = statistics.sequence(document);
        if (sequence === undefined || (isInOrder && !isInOrder(sequence))) {
          continue;
        }
        add(document);
        checked++;
        if (checked % checkedAtOnce === 0) {
          await yieldWhenDue();
        }
      }
    }
  }
}

function knownWays(statistics: TermStatistics, ways: PhraseTerms[number]): KnownWay[] {
  return ways.flatMap(({ terms, words }) => {
    const numbers = terms.map((term) => statistics.number(term) ?? 0);
    return numbers.every((number) => number > 0 && statistics.frequency(number) > 0)
      ? [{ terms: numbers, words }]
      : [];
  });
}

/** The documents that have terms for every word of the phrase, in ascending order. */
function documentsOf(postings: Postings, phrase: KnownPhrase): Iterable<DocumentNumber> {
  /** By the word that the rest of the phrase begins with; undefined where every document has it. */
  const having: (Documents | undefined)[] = [];
  for (let at = phrase.length - 1; at >= 0; at--) {
    const lists = (phrase[at] ?? []).map(({ terms, words }) => {
      const rest = having[at + words];
      return commonOf([...terms.map((term) => postings.documents(term)), ...(rest ? [rest] : [])]);
    });
    having[at] = lists.includes(undefined)
      ? undefined
      : lists.flatMap((list) => list ?? []).reduce(eitherOf, new Uint32Array());
  }
  return having[0] ?? range(postings);
}

/** In ascending order, each once. */
type Documents = Uint32Array;

function* range({ from, to }: Postings): Generator<DocumentNumber> {
  for (let document = from; document < to; document++) {
    yield document;
  }
}

/** What is in all of the lists; undefined where there is none. */
function commonOf(lists: readonly Documents[]): Documents | undefined {
  const [shortest, ...others] = lists.toSorted((a, b) => a.length - b.length);
  return others.reduce((common, other) => {
    let at = 0;
    return common?.filter((document) => {
      while ((other[at] ?? document) < document) {
        at++;
      }
      return other[at] === document;
    });
  }, shortest);
}

/** What is in one of the lists or in both. */
function eitherOf(one: Documents, other: Documents): Documents {
  if (one.length === 0) {
    return other;
  }
  const both = new Uint32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both.sort().filter((document, at) => at === 0 || document !== both[at - 1]);
}
