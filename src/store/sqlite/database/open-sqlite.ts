import { createRequire } from 'node:module';
import type Sqlite from 'better-sqlite3';
import { codeOf, StoreError } from '../../store-error.ts';

const require = createRequire(import.meta.url);

/**
 * The release of better-sqlite3 that runs on this Node. 13 needs Node 22; 12 runs on Node 20, and ends
 * the whole process on newer releases of 24. npm installs 13 where its `engines` allow it.
 */
const driver =
  Number.parseInt(process.versions.node, 10) >= 22 ? 'better-sqlite3-13' : 'better-sqlite3';

/**
 * Opens an SQLite file, or `:memory:`.
 * @throws {StoreError} with a sentence where the driver was not installed for this Node.
 * @throws {Error} of SQLite's where the file cannot be opened.
 */
export function openSqlite(file: string, options?: Sqlite.Options): Sqlite.Database {
  try {
    const Driver = require(driver) as typeof Sqlite;
    return new Driver(file, options);
  } catch (error) {
    throw isMissing(error)
      ? new StoreError(
          `The SQLite driver is not installed for Node ${process.versions.node}. Run npm ci with this Node.`,
          { cause: error },
        )
      : error;
  }
}

/** Whether the package, its binary, or a binary for this Node is not there. */
function isMissing(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  const noBinary = error instanceof Error && error.message.includes('bindings file');
  return noBinary || code === 'MODULE_NOT_FOUND' || code === 'ERR_DLOPEN_FAILED';
}
