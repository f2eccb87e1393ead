import type { ImportId, ImportUndo } from './import/import-undo.ts';
import type { Day, PaperId } from './paper.ts';
import type { PaperReader } from './paper-reader.ts';

/** What a page or a record says of one paper; texts as they came. */
export interface PaperRecord {
  readonly title: string;
  readonly abstract?: string;
  readonly tldr?: string;
  readonly keywords?: readonly string[];
  readonly topic?: string;
  readonly links?: readonly string[];
  readonly authors?: readonly string[];
  /** Without its version. */
  readonly arxivId?: string;
  /** Which arXiv version the record is of. */
  readonly version?: number;
  readonly doi?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly published?: string;
  readonly organisation?: string;
  /** The id the record itself gives, whatever it means there. */
  readonly recordId?: string;
}

/** A saved page, read and dated, ready to be kept. */
export interface PageRecord {
  /** The file it came from, without its folder. */
  readonly name: string;
  /** Same signature, same page: a hash of its cleaned sequence of titles and its day and month. */
  readonly signature: string;
  /** Absent where the page says no date. */
  readonly date?: Day;
  /** Whether the year (or the whole day) was stated by somebody, or worked out. */
  readonly dateIs: 'stated' | 'inferred';
  /** A list that is still growing: papers that it gains are added behind the others. */
  readonly grows?: boolean;
  /** A list of everything, on which being says nothing about a paper. */
  readonly isBulk?: boolean;
  /** In the order of the page: the first has rank 1. */
  readonly entries: readonly PaperRecord[];
}

/** A problem in a file that was read; the import skips it and goes on. */
export interface ImportWarning {
  readonly file: string;
  /** Line in that file, from 1; absent where it concerns the whole. */
  readonly line?: number;
  readonly message: string;
}

/** What became of a page or of records in the store. */
export interface PageOutcome {
  /** `known` changed no listing; `corrected` gave the page and its listings another date. */
  readonly page: 'new' | 'known' | 'corrected';
  /** With `corrected`: the date before and after. */
  readonly corrected?: { readonly from?: Day; readonly to: Day };
  /** Every paper of the page, and whether the store had it before this step. */
  readonly papers: readonly { readonly id: PaperId; readonly known: boolean }[];
  readonly warnings: readonly ImportWarning[];
}

/**
 * Keeps papers, pages and listings. Each method is one whole step that happens or does not; what it
 * brings under an import's id can be undone.
 */
export interface CorpusStore extends PaperReader, ImportUndo {
  importPage(page: PageRecord, by?: ImportId): Promise<PageOutcome>;
  /** Papers that come without a page (records of a `.jsonl` file without listings). */
  importRecords(file: string, records: readonly PaperRecord[], by?: ImportId): Promise<PageOutcome>;
  /** Notes that an import ended. */
  noteImport(at: string): Promise<void>;
}
