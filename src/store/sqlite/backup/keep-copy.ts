import { readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { makeOwnerOnly } from '../database/owner-only.ts';

/** Copies kept next to the file, the newest ones. */
const kept = 3;

/**
 * Copies a database next to itself before a migration changes it, and drops the oldest copies.
 * VACUUM INTO reads one consistent state, whatever is still in the write-ahead log, and the
 * copy gets its name only when it is whole.
 * @returns the copy's path.
 */
export function keepCopy(database: Database, path: string, version: number, now: Date): string {
  const folder = dirname(path);
  const prefix = `${basename(path)}.before-update-`;
  const stamp = now.toISOString().replaceAll(/[:.]/g, '-');
  const copy = join(folder, `${prefix}${stamp}-schema-${version}`);
  const unfinished = `${copy}.part`;
  rmSync(unfinished, { force: true });
  makeOwnerOnly(unfinished);
  database.prepare('VACUUM INTO ?').run(unfinished);
  renameSync(unfinished, copy);

  const copies = readdirSync(folder).filter((name) => name.startsWith(prefix));
  // The stamp sorts by time.
  for (const old of copies.sort().slice(0, -kept)) {
    rmSync(join(folder, old));
  }
  return copy;
}
