import type { ZoteroFields } from '../../../library/zotero/zotero-item.ts';
import type { ZoteroRecord } from '../../../library/zotero/zotero-store.ts';

/** Something that was written to Zotero, as a database gives it: its fields are JSON. */
export interface ZoteroRow {
  readonly key: string;
  readonly fields: string;
  readonly arrived: 0 | 1;
  readonly person: string | null;
}

/** A row as the library knows it. */
export function recordOf({ key, fields, arrived, person }: ZoteroRow): ZoteroRecord {
  return {
    key,
    fields: JSON.parse(fields) as ZoteroFields,
    arrived: arrived === 1,
    ...(person !== null && { person }),
  };
}

/** A record as its row. */
export function rowOf({ key, fields, arrived, person }: ZoteroRecord): ZoteroRow {
  return {
    key,
    fields: JSON.stringify(fields),
    arrived: arrived ? 1 : 0,
    person: person ?? null,
  };
}
