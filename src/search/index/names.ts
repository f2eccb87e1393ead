import { tokenize } from '../text/tokenize.ts';
import type { IndexedPaper, IndexPart } from './indexed-paper.ts';
import type { DocumentNumber } from './term-engine.ts';

/** How a query names a paper, the surest first. */
export const namings = ['title', 'name', 'part of the title', 'introduced here'] as const;
/** One way in which a paper's name is found. */
export type Naming = (typeof namings)[number];

/** The papers that a query names exactly, whatever their words are worth. */
export interface Names extends IndexPart {
  named(query: string): ReadonlyMap<DocumentNumber, Naming>;
}

/** Words without what is between them: `τ^2-Bench` and "tau2 bench" are the same name. */
function nameKey(text: string): string {
  return tokenize(text)
    .map(({ word }) => word)
    .join('');
}

/** "We introduce Name", "a benchmark called Name": what is within a few words after such a verb. */
const introduction =
  /\b(?:introduc|propos|present|develop|releas|call|nam|dub|term)(?:e|es|ed|ing|d|s)?\b((?:[^\S\n]+[^\s.;:]+){1,9})/gu;
/** A capital, digit or star after the first letter: `TreeRL`, `Nash-MD`, `Q*`. */
const coined = /^\p{L}(?=[\p{L}\p{N}*^-]*[\p{Lu}\p{N}*])[\p{L}\p{N}*^-]+$/u;

/** Learns the names of methods and benchmarks from titles and texts. */
export function createNames(): Names {
  const byKey = new Map<string, NamedPaper[]>();
  const keysOf = new Map<DocumentNumber, readonly string[]>();

  return {
    add(document, paper) {
      const names = namesOf(paper);
      for (const [key, naming] of names) {
        const papers = byKey.get(key);
        if (papers === undefined) {
          byKey.set(key, [{ document, naming }]);
        } else {
          papers.push({ document, naming });
        }
      }
      keysOf.set(document, [...names.keys()]);
    },
    remove(document) {
      for (const key of keysOf.get(document) ?? []) {
        const others = byKey.get(key)?.filter((paper) => paper.document !== document) ?? [];
        if (others.length > 0) {
          byKey.set(key, others);
        } else {
          byKey.delete(key);
        }
      }
      keysOf.delete(document);
    },
    named(query) {
      const papers = byKey.get(nameKey(query)) ?? [];
      const introducing = papers.filter(({ naming }) => naming === 'introduced here');
      // What two papers introduce is a common acronym and no name.
      const sure =
        introducing.length < 2 ? papers : papers.filter((paper) => !introducing.includes(paper));
      return new Map(sure.map(({ document, naming }) => [document, naming]));
    },
  };
}

interface NamedPaper {
  readonly document: DocumentNumber;
  readonly naming: Naming;
}

function namesOf({ title, text }: IndexedPaper): Map<string, Naming> {
  const names = new Map<string, Naming>();
  const note = (name: string | undefined, naming: Naming) => {
    const key = nameKey(name ?? '');
    if (key.length > 1 && !names.has(key)) {
      names.set(key, naming);
    }
  };
  note(title, 'title');
  const [name, ...rest] = title.split(/:\s/);
  if (rest.length > 0) {
    note(name, 'name');
    note(rest.join(': '), 'part of the title');
  }
  for (const [, short] of title.matchAll(/\(([^()]{2,12})\)/g)) {
    note(short, 'name');
  }
  for (const [, after = ''] of text.matchAll(introduction)) {
    const words = after.replace(/^.*\b(?:called|named|dubbed|termed)\b/, '').split(/[\s,()“”"'`]+/);
    note(
      words.find((word) => coined.test(word)),
      'introduced here',
    );
  }
  return names;
}
