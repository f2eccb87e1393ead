import type { ZoteroStore } from '../../../library/zotero/zotero-store.ts';
import { recordOf, rowOf, type ZoteroRow } from '../../rows/library/zotero-rows.ts';
import type { Sql } from '../database/sql.ts';

const keep = `
  INSERT INTO zotero_items (library, key, fields, arrived, person)
  SELECT $1, given.* FROM unnest($2::text[], $3::text[], $4::smallint[], $5::text[])
    AS given (key, fields, arrived, person)
  ORDER BY key
  ON CONFLICT (library, key) DO UPDATE SET fields = excluded.fields, arrived = excluded.arrived
`;

/** What was written to Zotero, in PostgreSQL. */
export function createZoteroStore(sql: Sql): ZoteroStore {
  return {
    async records(group) {
      const text =
        'SELECT key, fields, arrived, person FROM zotero_items WHERE library = $1 ORDER BY key';
      return (await sql.query<ZoteroRow>(text, [group])).map(recordOf);
    },
    async keepRecords(group, records) {
      // One statement cannot write a row twice; the last of a key is what SQLite keeps too.
      const rows = [...new Map(records.map((each) => [each.key, rowOf(each)])).values()];
      await sql.query(keep, [
        group,
        rows.map(({ key }) => key),
        rows.map(({ fields }) => fields),
        rows.map(({ arrived }) => arrived),
        rows.map(({ person }) => person),
      ]);
    },
  };
}
