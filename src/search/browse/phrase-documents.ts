import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import type { Postings } from '../index/terms/postings.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import { type PhraseTerms, phraseTerms } from '../wording/phrase-terms.ts';
import { createOrderCheck, type KnownPhrase, type KnownWay } from './phrase-order.ts';

/** In ascending order, each once. */
export type Documents = Uint32Array;

/** Finds the documents that may have phrases. */
export interface PhraseDocuments {
  /** Some of them may be gone. */
  documents(phrase: string): Promise<Documents>;
}

/** What was found in the documents before one. */
interface Found {
  readonly upTo: DocumentNumber;
  readonly documents: Documents;
}

/** Documents whose terms are looked through between two looks at the clock. */
const checkedAtOnce = 200;
/** Numbers that are kept, four bytes each; a phrase takes some room by itself. */
const maxKept = 1_000_000;
const roomOfPhrase = 50;

const nothing: Found = { upTo: 0, documents: new Uint32Array(0) };

/** Keeps what it found: a document never changes, so that only new ones are looked through later. */
export function createPhraseDocuments(
  statistics: TermStatistics,
  postings: () => Promise<readonly Postings[]>,
): PhraseDocuments {
  /** The phrase that was asked for last is the last one. */
  const kept = new Map<string, Found>();
  let size = 0;

  async function lookFurther(phrase: string, before: Found): Promise<Found> {
    const { upTo } = before;
    const stretches = (await postings()).filter(({ to }) => to > upTo);
    const ways = phraseTerms(phrase).map((each) => knownWays(statistics, each));
    const isInOrder = createOrderCheck(ways);
    const found: DocumentNumber[] = [];
    for (const stretch of stretches) {
      await yieldWhenDue();
      let checked = 0;
      for (const document of documentsOf(stretch, ways)) {
        const sequence = document < upTo ? undefined : statistics.sequence(document);
        if (sequence === undefined || (isInOrder && !isInOrder(sequence))) {
          continue;
        }
        found.push(document);
        checked++;
        if (checked % checkedAtOnce === 0) {
          await yieldWhenDue();
        }
      }
    }
    const documents = new Uint32Array(before.documents.length + found.length);
    documents.set(before.documents);
    documents.set(found, before.documents.length);
    return { upTo: stretches.at(-1)?.to ?? upTo, documents };
  }

  function forget(phrase: string): void {
    const found = kept.get(phrase);
    if (found) {
      kept.delete(phrase);
      size -= found.documents.length + roomOfPhrase;
    }
  }

  function keep(phrase: string, found: Found): void {
    forget(phrase);
    kept.set(phrase, found);
    size += found.documents.length + roomOfPhrase;
    for (const oldest of kept.keys()) {
      if (size <= maxKept) {
        return;
      }
      forget(oldest);
    }
  }

  return {
    async documents(phrase) {
      const before = kept.get(phrase) ?? nothing;
      const found =
        before.upTo < statistics.nextDocument ? await lookFurther(phrase, before) : before;
      keep(phrase, found);
      return found.documents;
    },
  };
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
