import type { Day, Paper, PaperId } from './paper.ts';

/** A counter that grows with every change of the corpus, whichever process made it. */
export type Revision = number;

/** The corpus at a glance. */
export interface CorpusOverview {
  readonly revision: Revision;
  readonly papers: number;
  readonly listings: number;
  readonly pages: number;
  /** The latest day of any dated page. */
  readonly newestPage?: Day;
  /** When the last import ended, ISO 8601. */
  readonly lastImport?: string;
}

/** What other rooms read of the corpus. */
export interface PaperReader {
  /** The papers of these ids in the order asked, each once; unknown ids are left out. */
  papers(ids: readonly PaperId[]): Promise<Paper[]>;
  /** The paper with this title, now or in an older version, compared by normalised title; of several the one known longest. */
  paperByTitle(title: string): Promise<Paper | undefined>;
  /** All papers with this title, the one known longest first. */
  papersByTitle(title: string): Promise<Paper[]>;
  /** The papers that a record gave this id. */
  papersByRecordId(id: string): Promise<Paper[]>;
  /** The papers with these arXiv ids (without version), in no order. */
  papersByArxivId(ids: readonly string[]): Promise<Paper[]>;
  /** The papers whose own DOI this is, whatever its case, in no order. */
  papersByDoi(doi: string): Promise<Paper[]>;
  /** The papers with a link that contains one of these texts, whatever the case, in no order. */
  papersByLink(pieces: readonly string[]): Promise<Paper[]>;
  /** Papers added or changed after `since` (0: all of them), in batches of some hundreds. */
  readonly changedPapers: (since: Revision) => AsyncIterable<Paper[]>;
  /** Ids that name no paper since: merged into another after `since`, which they still find, or removed. */
  gonePapers(since: Revision): Promise<PaperId[]>;
  overview(): Promise<CorpusOverview>;
}
