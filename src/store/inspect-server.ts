import { shownAddress } from './postgres/database/address.ts';
import { explainPostgresError } from './postgres/database/explain-postgres-error.ts';
import { openPostgres } from './postgres/database/postgres.ts';
import { queryOne } from './postgres/database/sql.ts';
import { StoreError } from './store-error.ts';

/**
 * Checks that a PostgreSQL database answers and may be written, before anything does.
 * @returns the release of its server.
 * @throws StoreError with what to do where it cannot be used.
 */
export async function inspectServer(address: string): Promise<string> {
  const postgres = await openPostgres(address);
  try {
    const { version, mayCreate } = await queryOne<{ version: string; mayCreate: boolean | null }>(
      postgres,
      `SELECT current_setting('server_version') AS version,
        has_schema_privilege(current_schema(), 'CREATE') AS "mayCreate"`,
    );
    if (mayCreate !== true) {
      throw new StoreError(
        `${shownAddress(address)} does not let this user create tables. Make the user the owner of the database.`,
      );
    }
    return version;
  } catch (error) {
    throw explainPostgresError(error, address);
  } finally {
    await postgres.close();
  }
}
