import type { PaperRecord } from '../corpus/corpus-store.ts';
import type { Day } from '../corpus/paper.ts';
import type { WebClient } from './web/web-client.ts';
import type { WebError } from './web/web-error.ts';

/** A paper on a source's list, and how often things were counted there. */
export interface SourcePaper extends PaperRecord {
  readonly counts?: { readonly upvotes?: number; readonly stars?: number };
}

/** The papers of one day, in the source's order. */
export interface SourceList {
  readonly day: Day;
  readonly papers: readonly SourcePaper[];
}

/** A day whose list could not be understood. */
export interface FailedList {
  readonly day: Day;
  readonly error: WebError;
}

/** Which days are read, both included. */
export interface ReadRequest {
  readonly from: Day;
  readonly to: Day;
}

/** A list of papers somewhere on the network that grows by itself. */
export interface Source {
  /** As it is named in OFFPRINT_SOURCES. */
  readonly name: string;
  /**
   * Lists everything there is, so that being listed says nothing about a paper: digests show such
   * papers only to those who look for them.
   */
  readonly isBulk: boolean;
  /** Days before today that are read again each time, since lists change. */
  readonly readsAgain: number;
  /** The earliest moment of the next reading, after one that succeeded. */
  nextAfter(read: Date): Date;
  /**
   * Reads lists, one or more for each day that has one; a list that cannot be understood costs only
   * its day.
   * @throws {WebError} where the service cannot be asked; what came before has been given.
   */
  read(request: ReadRequest, web: WebClient): AsyncIterable<SourceList | FailedList>;
}

/** A kind of source: one file that defines it is all that a new one needs. */
export interface SourceDefinition {
  /** The word before the colon in OFFPRINT_SOURCES. */
  readonly name: string;
  /** What to write there, for people. */
  readonly usage: string;
  /**
   * @param argument - what is behind the colon.
   * @returns undefined where the argument is not understood.
   */
  open(argument: string | undefined): Source | undefined;
}

/** Checks the type of a definition. */
export function defineSource(definition: SourceDefinition): SourceDefinition {
  return definition;
}
