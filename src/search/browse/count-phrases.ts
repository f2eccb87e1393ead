import type { DocumentNumber } from '../index/term-engine.ts';
import type { Postings } from '../index/terms/postings.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import { type PhraseTerms, phraseTerms } from '../wording/phrase-terms.ts';
import { createYielder } from '../yielder.ts';
import { createOrderCheck, type KnownPhrase, type KnownWay } from './phrase-order.ts';

/** Documents whose terms are looked through between two looks at the clock. */
const checkedAtOnce = 100;

/** Calls `add` for each document once for each of the phrases that it may have. */
export async function countPhrases(
  statistics: TermStatistics,
  postings: readonly Postings[],
  phrases: readonly string[],
  add: (document: DocumentNumber) => void,
): Promise<void> {
  const yieldWhenDue = createYielder();
  for (const phrase of phrases) {
    const ways = phraseTerms(phrase).map((each) => knownWays(statistics, each));
    const isInOrder = createOrderCheck(ways) ?? (() => true);
    for (const stretch of postings) {
      const has = documentsOf(stretch, ways);
      for (let document = stretch.from; document < stretch.to; document++) {
        const sequence = has[document] === 1 ? statistics.sequence(document) : undefined;
        if (sequence && isInOrder(sequence)) {
          add(document);
        }
        if (document % checkedAtOnce === 0) {
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

/** A byte for each document: 1 where it has terms for every word of the phrase. */
function documentsOf(postings: Postings, phrase: KnownPhrase): Uint8Array {
  const from: Uint8Array[] = [];
  from[phrase.length] = new Uint8Array(postings.to).fill(1, postings.from);
  for (let at = phrase.length - 1; at >= 0; at--) {
    const here = new Uint8Array(postings.to);
    for (const { terms, words } of phrase[at] ?? []) {
      const rest = from[at + words];
      if (rest) {
        take(
          here,
          rest,
          terms.map((term) => postings.documents(term)),
        );
      }
    }
    from[at] = here;
  }
  return from[0] ?? new Uint8Array(postings.to);
}

/** Adds the documents of the rest that are in all of the lists. */
function take(
  here: Uint8Array,
  rest: Uint8Array,
  [first, ...others]: readonly Uint32Array[],
): void {
  if (first === undefined) {
    for (let document = 0; document < rest.length; document++) {
      here[document] = (here[document] ?? 0) | (rest[document] ?? 0);
    }
    return;
  }
  const inOthers = others.map((list) => new Set(list));
  for (const document of first) {
    if (rest[document] === 1 && inOthers.every((list) => list.has(document))) {
      here[document] = 1;
    }
  }
}
