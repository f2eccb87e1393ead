import type { PageOutcome } from '../../../corpus/corpus-store.ts';
import type { PaperId } from '../../../corpus/paper.ts';

/** What became of a record in the store. */
export interface WrittenPaper {
  readonly id: PaperId;
  /** The store had the paper before. */
  readonly known: boolean;
  /** Something of the paper is other than it was. */
  readonly changed: boolean;
  /** The abstract that the record brought, by its number among the paper's own. */
  readonly abstract?: number;
  /** Sentences about what could not be taken as it came. */
  readonly warnings: readonly string[];
}

/** Each paper once, and what was odd about it. */
export function outcomeOf(
  file: string,
  written: readonly WrittenPaper[],
  more: readonly string[] = [],
): Pick<PageOutcome, 'papers' | 'warnings'> {
  const papers = new Map<PaperId, { id: PaperId; known: boolean }>();
  for (const { id, known } of written) {
    if (!papers.has(id)) {
      papers.set(id, { id, known });
    }
  }
  const messages = [...written.flatMap((paper) => paper.warnings), ...more];
  return {
    papers: [...papers.values()],
    warnings: messages.map((message) => ({ file, message })),
  };
}
