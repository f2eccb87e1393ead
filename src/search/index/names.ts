import type { IndexPart } from './indexed-paper.ts';
import { type Naming, nameKey } from './names-of.ts';
import type { DocumentNumber } from './term-engine.ts';

/** The papers that a query names exactly, whatever their words are worth. */
export interface Names extends IndexPart {
  named(query: string): ReadonlyMap<DocumentNumber, Naming>;
}

interface NamedPaper {
  readonly document: DocumentNumber;
  readonly naming: Naming;
}

/** Finds papers by the names of methods and benchmarks. */
export function createNames(): Names {
  const byKey = new Map<string, NamedPaper[]>();

  return {
    add(document, { names }) {
      for (const [key, naming] of names) {
        const papers = byKey.get(key);
        if (papers === undefined) {
          byKey.set(key, [{ document, naming }]);
        } else {
          papers.push({ document, naming });
        }
      }
    },
    remove(document, { names }) {
      for (const [key] of names) {
        const others = byKey.get(key)?.filter((paper) => paper.document !== document) ?? [];
        if (others.length > 0) {
          byKey.set(key, others);
        } else {
          byKey.delete(key);
        }
      }
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
