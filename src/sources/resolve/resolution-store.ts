import type { PaperId } from '../../corpus/paper.ts';

/** Which papers are asked for. */
export interface UnresolvedQuery {
  /** @default all of them. */
  readonly limit?: number;
  /** The moment at which a paper has to be due. */
  readonly before: Date;
}

/** Keeps which papers were looked for in vain. */
export interface ResolutionStore {
  /**
   * Papers without an arXiv number that nobody looked for yet, or not lately: again after a day,
   * then a week, then each month. Saved papers come first, then those listed last.
   */
  unresolved(query: UnresolvedQuery): Promise<readonly PaperId[]>;
  /** Notes that a paper was looked for in vain. */
  noteUnresolved(paper: PaperId, at: Date): Promise<void>;
}
