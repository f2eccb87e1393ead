import type { PaperRecord } from '../../../corpus/corpus-store.ts';
import type { PaperId } from '../../../corpus/paper.ts';

/** Which paper a record speaks of. */
export interface Identified {
  readonly id: PaperId;
  readonly known: boolean;
  /** The id that the record's title alone gives. */
  readonly title: PaperId;
  /** The paper was known, but not by this title. */
  readonly isNewTitle: boolean;
}

/** A paper that a record may speak of, with its numbers. */
export interface Candidate {
  readonly id: PaperId;
  readonly arxivId: string | null;
  readonly doi: string | null;
}

/** Whether a paper and a record have numbers of the same kind that differ. */
export function contradicts(paper: Candidate, { arxivId, doi }: PaperRecord): boolean {
  if (arxivId !== undefined && paper.arxivId !== null) {
    return arxivId !== paper.arxivId;
  }
  return doi !== undefined && paper.doi !== null && doi.toLowerCase() !== paper.doi.toLowerCase();
}

/** Whether a paper is the found one too: nothing it has is another's. */
export function isMergeable(found: Candidate, record: PaperRecord) {
  return (paper: Candidate): boolean => {
    const { arxivId = found.arxivId ?? undefined, doi = found.doi ?? undefined } = record;
    const all = { ...record, ...(arxivId && { arxivId }), ...(doi && { doi }) };
    return paper.id !== found.id && !contradicts(paper, all);
  };
}
