import type { TermNumber } from '../index/terms/term-sequence.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import type { Layer } from '../ranking/layer.ts';
import { analyse, type Compound, stemOf, stopWords } from '../text/analyse.ts';
import type { Acronyms } from '../vocabulary/acronyms.ts';
import { fieldTermsFor } from '../vocabulary/plain-words.ts';
import type { Spelling } from '../vocabulary/spelling.ts';
import { wordsOfAsking } from './words-of-asking.ts';

/** One way of writing a concept: a term, or several one after the other. */
export interface Variant {
  readonly terms: readonly TermNumber[];
  /** How much of an occurrence this one is. */
  readonly weight: number;
}

/** What a query asks for: one thing that may be written in several ways. */
export interface Concept {
  readonly variants: readonly Variant[];
  readonly weight: number;
  /** How rare it is. */
  readonly idf: number;
  /** For the explanation: where it comes from. */
  readonly origin: 'typed' | 'compound' | 'acronym' | 'plain word';
}

/** A compound says again what its parts say. */
const compoundWeight = 0.5;
/** Words typed apart that the corpus writes as one are its name: "alpha math". */
const joinedWeight = 1;
/** Against the words that it stands for. */
const acronymWeight = 0.5;
/** A long form against the acronym that was typed. */
const longFormWeight = 0.8;

/** A term of the field against the plain word that was typed for it. */
const plainWordWeight = 0.4;
/** Shorter queries are in the words of the field already, or mean the plain word. */
const plainWordsFrom = 4;

/** What the corpus says of words. */
export interface Knowledge {
  readonly statistics: TermStatistics;
  readonly acronyms: Acronyms;
  readonly spelling: Spelling;
  readonly without: ReadonlySet<Layer>;
}

/** The concepts of a query text, each term once. */
export function conceptsOf(
  text: string,
  { statistics, acronyms, spelling, without }: Knowledge,
): Concept[] {
  const { terms: typed, compounds, words } = analyse(text);
  const telling = typed.filter((term) => !wordsOfAsking.has(term));
  // "paper" alone is looked for as it is.
  const asked = telling.length > 0 ? telling : typed;
  const terms = asked.map((term) => knownTerm(term, statistics));
  const concepts = new Map<TermNumber, Concept>();
  const note = (
    number: TermNumber | undefined,
    concept: Omit<Concept, 'variants'>,
    others: Variant[] = [],
  ) => {
    if (number === undefined || statistics.frequency(number) + others.length === 0) {
      return;
    }
    const before = concepts.get(number);
    if (before === undefined) {
      concepts.set(number, { ...concept, variants: [{ terms: [number], weight: 1 }, ...others] });
    } else if (concept.origin === before.origin) {
      concepts.set(number, { ...before, weight: before.weight + concept.weight });
    }
  };
  const idf = (term: string) => idfOf(term, statistics);
  for (const term of terms) {
    const number = statistics.number(term);
    note(
      number,
      {
        weight:
          number === undefined || without.has('topicality') ? 1 : statistics.topicality(number),
        idf: idf(term),
        origin: 'typed',
      },
      longFormsOf(term, statistics, acronyms),
    );
  }
  const noteCompound = ({ term, parts }: Compound, weight: number) => {
    // A compound that is rarely written as one is no rarer for that than its parts.
    const rarity = Math.min(idf(term), Math.max(...parts.map(idf)));
    note(statistics.number(term), { weight, idf: rarity, origin: 'compound' });
  };
  for (const compound of compounds) {
    noteCompound(compound, compoundWeight);
  }
  for (const joined of joinedWords(words, spelling)) {
    noteCompound(joined, joinedWeight);
  }
  for (const { term, longForm } of acronyms.acronymsIn(terms)) {
    const worth = longForm.terms.reduce((sum, word) => sum + idf(word), 0);
    note(statistics.number(term), { weight: acronymWeight, idf: worth, origin: 'acronym' });
  }
  return [...concepts.values(), ...plainWordConcepts(terms, statistics)].filter(
    ({ origin }) => origin === 'typed' || !without.has(origin),
  );
}

/** What the plain words of a question may mean in the field, unless that is typed too. */
function plainWordConcepts(terms: readonly string[], statistics: TermStatistics): Concept[] {
  if (terms.length < plainWordsFrom) {
    return [];
  }
  const concepts = new Map<string, Concept>();
  for (const term of terms) {
    for (const fieldTerm of fieldTermsFor(term)) {
      const numbers = fieldTerm.flatMap((word) => statistics.number(word) ?? []);
      if (numbers.length < fieldTerm.length || fieldTerm.some((word) => terms.includes(word))) {
        continue;
      }
      concepts.set(fieldTerm.join(' '), {
        variants: [{ terms: numbers, weight: 1 }],
        weight: plainWordWeight,
        // It tells no more than its rarest word, nor than what was typed.
        idf: Math.min(
          idfOf(term, statistics),
          Math.max(...numbers.map((number) => statistics.idf(number))),
        ),
        origin: 'plain word',
      });
    }
  }
  return [...concepts.values()];
}

function idfOf(term: string, statistics: TermStatistics): number {
  return statistics.idf(statistics.number(term) ?? unknownTerm);
}

/** "llms" is typed for what the corpus writes as LLM or LLMs. */
export function knownTerm(term: string, statistics: TermStatistics): string {
  const singular = term.replace(/s$/, '');
  return statistics.number(term) === undefined && statistics.number(singular) !== undefined
    ? singular
    : term;
}

/** The number of no term: what is in no document is as rare as can be. */
const unknownTerm = -1;

function longFormsOf(term: string, statistics: TermStatistics, acronyms: Acronyms): Variant[] {
  return acronyms.longForms(term).flatMap(({ terms }) => {
    const numbers = terms.flatMap((word) => statistics.number(word) ?? []);
    return numbers.length === terms.length ? [{ terms: numbers, weight: longFormWeight }] : [];
  });
}

/** Two words typed apart that the corpus also writes as one: "alpha math", "fine tuning". */
function joinedWords(words: readonly string[], spelling: Spelling): Compound[] {
  return words.slice(1).flatMap((word, i) => {
    const before = words[i] ?? '';
    if (stopWords.has(before) || stopWords.has(word) || !spelling.inCorpus(before + word)) {
      return [];
    }
    return [{ term: stemOf(before + word), parts: [stemOf(before), stemOf(word)] }];
  });
}
