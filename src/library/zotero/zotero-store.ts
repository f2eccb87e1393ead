import type { ZoteroFields } from './zotero-item.ts';

/** Something Offprint wrote, or set out to write, to a group. */
export interface ZoteroRecord {
  readonly key: string;
  readonly fields: ZoteroFields;
  /** Whose note it is, so that it is forgotten with them. */
  readonly person?: string;
  /** False between setting out and Zotero's answer: whether it is there is to be looked up. */
  readonly arrived: boolean;
}

/** Keeps what was written to Zotero, so that changes made by others can be recognised. */
export interface ZoteroStore {
  records(group: string): Promise<readonly ZoteroRecord[]>;
  /** Keeps records whole, replacing those of the same keys, in one step. */
  keepRecords(group: string, records: readonly ZoteroRecord[]): Promise<void>;
}
