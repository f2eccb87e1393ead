import type { Clock } from '../clock.ts';
import type { CorpusStore, ImportWarning } from '../corpus-store.ts';
import type { Day } from '../paper.ts';
import type { ImportId } from './import-undo.ts';

/** A saved page or a file of records, found by a source and not read yet. */
export interface SavedFile {
  /** Without its folder. */
  readonly name: string;
  /** As the person wrote it or the folder listed it. */
  readonly path: string;
  readonly modifiedAt: Date;
  /** The day that a `pages.json` next to the file states for it. */
  readonly savedOn?: Day;
  /** The bytes of a file that somebody handed over, which is read whatever it is called. */
  readonly content?: Uint8Array;
  /** Rejects where the file cannot be read. */
  read(): Promise<Uint8Array>;
}

/** How far an import has come. */
export interface ImportProgress {
  /** The file that was just read. */
  readonly file: string;
  readonly files: number;
  readonly pages: number;
  readonly listings: number;
  readonly papers: number;
}

/** What is imported, into which store, and how its pages are dated. */
export interface ImportOptions {
  readonly store: CorpusStore;
  readonly files: Iterable<SavedFile> | AsyncIterable<SavedFile>;
  /** Sets the year of every dated page outright. */
  readonly statedYear?: number;
  /** The day on which the pages were saved; goes before what a `pages.json` states. */
  readonly savedOn?: Day;
  /** Leaves out the pages of later days. */
  readonly until?: Day | undefined;
  readonly clock: Clock;
  /** The import under which what is brought can be undone. */
  readonly by?: ImportId;
  /** Warnings of one file that are told; the others are counted. 50 by default. */
  readonly maxWarnings?: number;
  /** Told after each page and each batch of records that was kept. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** A page that gives its day and month, and the day that it was taken for. */
export interface InferredYear {
  readonly file: string;
  readonly date: Day;
}

/** What an import read: counts of pages and of the listings on them, papers counted once each. */
export interface ImportSummary {
  readonly pages: number;
  readonly listings: number;
  /** `known`: in the store before this import. */
  readonly papers: { readonly new: number; readonly known: number };
  readonly warnings: readonly ImportWarning[];
  /** New pages that give no year, and how they were dated; absent where there are none. */
  readonly inferredYears?: readonly InferredYear[];
  /** Files in which nothing was found to import; each has a warning that says why. */
  readonly refused: readonly string[];
}

/** Options of an import besides its files. */
export type ImportHints = Pick<
  ImportOptions,
  'savedOn' | 'statedYear' | 'until' | 'onProgress' | 'by' | 'maxWarnings'
>;
