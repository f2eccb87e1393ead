import type { PaperId } from '../paper.ts';

/** How long an import can be undone, in milliseconds. */
export const undoableFor = 60 * 60 * 1000;

/** Names an import that can be undone. */
export type ImportId = string;

/** Who asked for an import, and where; ids are Discord's. */
export interface ImportedBy {
  readonly person: string;
  readonly server: string;
}

/** An import that begins: what is imported under its id is recorded. */
export interface StartedImport extends ImportedBy {
  readonly id: ImportId;
  readonly at: Date;
}

/**
 * Why a paper stays when its import is undone: somebody saved it or opened a discussion, a message of
 * ours shows it, another page lists it, or another import brought it as well.
 */
export type KeptBecause = 'saved' | 'discussed' | 'shown' | 'listed' | 'imported';

/** What an undone import took back, and what it left. */
export interface UndoneImport {
  readonly pages: number;
  readonly listings: number;
  readonly papers: number;
  readonly kept: readonly { readonly id: PaperId; readonly because: KeptBecause }[];
}

/** Takes imports back. Each method is one whole step. */
export interface ImportUndo {
  startImport(started: StartedImport): Promise<void>;
  /**
   * Removes the pages that only this import brought, their listings, and the papers that it brought
   * and nobody uses since. What it told of papers that were known before stays.
   * @returns undefined where there is nothing to undo: unknown, another server's, older than
   * `undoableFor`, or undone already.
   */
  undoImport(id: ImportId, server: string, now: Date): Promise<UndoneImport | undefined>;
}
