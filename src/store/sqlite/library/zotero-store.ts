import type { Database } from 'better-sqlite3';
import type { ZoteroFields } from '../../../library/zotero/zotero-item.ts';
import type { ZoteroRecord, ZoteroStore } from '../../../library/zotero/zotero-store.ts';

interface Row {
  readonly key: string;
  readonly fields: string;
  readonly arrived: 0 | 1;
  readonly person: string | null;
}

/** What was written to Zotero, in SQLite. */
export function createZoteroStore(database: Database): ZoteroStore {
  const rows = database.prepare<[string], Row>(
    'SELECT key, fields, arrived, person FROM zotero_items WHERE library = ? ORDER BY key',
  );
  const keep = database.prepare<Row & { group: string }>(`
    INSERT INTO zotero_items (library, key, fields, arrived, person)
    VALUES ($group, $key, $fields, $arrived, $person)
    ON CONFLICT (library, key) DO UPDATE SET fields = excluded.fields, arrived = excluded.arrived
  `);
  const keepAll = database.transaction((group: string, records: readonly ZoteroRecord[]) => {
    for (const { key, fields, arrived, person = null } of records) {
      const row = {
        key,
        fields: JSON.stringify(fields),
        arrived: arrived ? 1 : 0,
        person,
      } as const;
      keep.run({ group, ...row });
    }
  });
  return {
    async records(group) {
      return rows.all(group).map(({ key, fields, arrived, person }) => ({
        key,
        fields: JSON.parse(fields) as ZoteroFields,
        arrived: arrived === 1,
        ...(person !== null && { person }),
      }));
    },
    async keepRecords(group, records) {
      keepAll.immediate(group, records);
    },
  };
}
