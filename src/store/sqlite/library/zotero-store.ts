import type { Database } from 'better-sqlite3';
import type { ZoteroRecord, ZoteroStore } from '../../../library/zotero/zotero-store.ts';
import { recordOf, rowOf, type ZoteroRow } from '../../rows/library/zotero-rows.ts';

/** What was written to Zotero, in SQLite. */
export function createZoteroStore(database: Database): ZoteroStore {
  const rows = database.prepare<[string], ZoteroRow>(
    'SELECT key, fields, arrived, person FROM zotero_items WHERE library = ? ORDER BY key',
  );
  const keep = database.prepare<ZoteroRow & { group: string }>(`
    INSERT INTO zotero_items (library, key, fields, arrived, person)
    VALUES ($group, $key, $fields, $arrived, $person)
    ON CONFLICT (library, key) DO UPDATE SET fields = excluded.fields, arrived = excluded.arrived
  `);
  const keepAll = database.transaction((group: string, records: readonly ZoteroRecord[]) => {
    for (const record of records) {
      keep.run({ group, ...rowOf(record) });
    }
  });
  return {
    async records(group) {
      return rows.all(group).map(recordOf);
    },
    async keepRecords(group, records) {
      keepAll.immediate(group, records);
    },
  };
}
