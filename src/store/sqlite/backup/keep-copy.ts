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
  const copy = `${prefixOf(path)}${stampOf(now)}-schema-${version}`;
  const unfinished = `${copy}.part`;
  rmSync(unfinished, { force: true });
  makeOwnerOnly(unfinished);
  database.prepare('VACUUM INTO ?').run(unfinished);
  renameSync(unfinished, copy);

  for (const old of copiesOf(path).slice(0, -kept)) {
    rmSync(old);
  }
  return copy;
}

/**
 * Drops the copies from before a moment, where those who were forgotten since are no longer known
 * and a restore would bring them back.
 */
export function dropCopiesBefore(path: string, moment: Date): void {
  for (const copy of copiesOf(path)) {
    if (copy < prefixOf(path) + stampOf(moment)) {
      rmSync(copy);
    }
  }
}

/** The copies of a database, oldest first: the stamp sorts by time. */
function copiesOf(path: string): readonly string[] {
  const folder = dirname(path);
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((copy) => copy.startsWith(prefixOf(path)))
    .toSorted();
}

function prefixOf(path: string): string {
  return join(dirname(path), `${basename(path)}.before-update-`);
}

function stampOf(moment: Date): string {
  return moment.toISOString().replaceAll(/[:.]/g, '-');
}
