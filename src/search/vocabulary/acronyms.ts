import type { IndexPart } from '../index/indexed-paper.ts';
import { analyse, stemOf } from '../text/analyse.ts';
import { foldText } from '../text/fold-text.ts';
import type { AcronymPair } from './mine-acronyms.ts';

/** What an acronym stands for in this corpus. */
export interface LongForm {
  /** As it was written when first seen. */
  readonly text: string;
  /** Its terms in order. */
  readonly terms: readonly string[];
  /** How many papers spell it out. */
  readonly papers: number;
}

/** The acronyms that the corpus itself explains, both ways. */
export interface Acronyms extends IndexPart {
  /** Long forms of a term, most common first. */
  longForms(term: string): readonly LongForm[];
  /** The acronyms (as terms) whose long form is in these terms, word after word. */
  acronymsIn(
    terms: readonly string[],
  ): readonly { readonly term: string; readonly longForm: LongForm }[];
}

interface Meaning {
  readonly acronym: string;
  readonly longForm: LongForm & { papers: number };
}

/** Learns acronyms and their long forms from the papers that come in. */
export function createAcronyms(): Acronyms {
  const byAcronym = new Map<string, Map<string, Meaning>>();
  /** By the first two terms of the long form. */
  const byBeginning = new Map<string, Meaning[]>();

  function learn({ short, long }: AcronymPair, by: 1 | -1): void {
    const acronym = stemOf(foldText(short).replace(/[^\p{L}\p{N}*+#]/gu, ''));
    const { terms } = analyse(long);
    if (terms.length < 2) {
      return;
    }
    const meanings = byAcronym.get(acronym) ?? new Map<string, Meaning>();
    byAcronym.set(acronym, meanings);
    const key = terms.join(' ');
    let meaning = meanings.get(key);
    if (meaning === undefined) {
      meaning = { acronym, longForm: { text: long, terms, papers: 0 } };
      meanings.set(key, meaning);
      const beginning = terms.slice(0, 2).join(' ');
      byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), meaning]);
    }
    meaning.longForm.papers += by;
  }

  return {
    add(_document, { acronyms }) {
      for (const pair of acronyms) {
        learn(pair, 1);
      }
    },
    remove(_document, { acronyms }) {
      for (const pair of acronyms) {
        learn(pair, -1);
      }
    },
    longForms(term) {
      const meanings = [...(byAcronym.get(term)?.values() ?? [])];
      return meanings
        .map(({ longForm }) => longForm)
        .filter(({ papers }) => papers > 0)
        .sort((a, b) => b.papers - a.papers);
    },
    acronymsIn(terms) {
      return terms.flatMap((first, i) =>
        (byBeginning.get(`${first} ${terms[i + 1]}`) ?? [])
          .filter(
            ({ longForm }) =>
              longForm.papers > 0 && longForm.terms.every((term, j) => terms[i + j] === term),
          )
          .map(({ acronym, longForm }) => ({ term: acronym, longForm })),
      );
    },
  };
}
