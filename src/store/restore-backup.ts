import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { PersonHash } from '../library/people.ts';
import { takeBotLock } from './bot-lock.ts';
import { checkIntegrity } from './check-integrity.ts';
import { APPLICATION_ID, databasePath } from './open-database.ts';
import { StoreError } from './store-error.ts';

/** As long as who was forgotten is remembered: of an older backup it cannot be known. */
const OLDEST = 30 * 24 * 60 * 60 * 1000;

export interface RestoreOptions {
  /** The database that is replaced; it need not be there. */
  readonly file: string;
  /** A file that `backup` wrote. */
  readonly backup: string;
  readonly now: Date;
  /** Takes a backup of more than 30 days too. */
  readonly older?: boolean;
  /** How a person is hashed under a key, as the library defines it. */
  readonly personHash: (secret: Uint8Array) => PersonHash;
}

export interface Restored {
  /** Where the database that was replaced is kept, if there was one. */
  readonly kept?: string;
  /** People whose data in the backup was forgotten again. */
  readonly forgotten: number;
}

interface ForgottenPerson {
  readonly who: string;
  readonly forgottenAt: number;
}

/**
 * Puts a backup in the place of the database. What people had forgotten in the last 30 days is
 * forgotten in it too: the database that is replaced knows them by their keyed hash.
 * @throws StoreError where a bot is running, or the backup is damaged, foreign or too old.
 */
export function restoreBackup(options: RestoreOptions): Restored {
  const { now, older } = options;
  const path = databasePath(options.file);
  const backup = resolve(options.backup);
  if (!existsSync(backup)) throw new StoreError(`There is no file ${backup}.`);
  if (backup === path) throw new StoreError(`${path} is the database itself, not a backup of it.`);
  const lock = takeBotLock(path);
  const unfinished = `${path}.restoring`;
  try {
    for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
    copyFileSync(backup, unfinished);
    const restoring = openBackup(unfinished, backup);
    let forgotten = 0;
    try {
      const age = now.getTime() - madeAt(restoring, backup);
      if (age > OLDEST && !older) throw tooOld(backup);
      if (existsSync(path)) forgotten = forgetAgain(restoring, path, options.personHash);
      restoring.pragma('journal_mode = DELETE');
    } finally {
      restoring.close();
    }
    return { ...putAside(path, unfinished, now), forgotten };
  } finally {
    rmSync(unfinished, { force: true });
    lock.release();
  }
}

function openBackup(file: string, backup: string): Database {
  try {
    const database = new Sqlite(file);
    try {
      if (database.pragma('application_id', { simple: true }) !== APPLICATION_ID)
        throw new StoreError(`${backup} is not a backup of Offprint.`);
      checkIntegrity(database, backup);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(`${backup} is not a backup of Offprint.`, { cause: error });
  }
}

function madeAt(database: Database, backup: string): number {
  const noted = hasTable(database, 'backup')
    ? database.prepare<[], number>('SELECT made_at FROM backup').pluck().get()
    : undefined;
  return noted ?? statSync(backup).mtimeMs;
}

/** Forgets in the backup whom the database of today has forgotten. @returns how many people. */
function forgetAgain(
  restoring: Database,
  path: string,
  personHash: RestoreOptions['personHash'],
): number {
  const today = new Sqlite(path, { readonly: true });
  try {
    if (!hasTable(today, 'forgotten_people') || !hasTable(restoring, 'forgotten_people')) return 0;
    const secret = secretOf(today);
    const hash = personHash(secret);
    const people = today
      .prepare<[], ForgottenPerson>('SELECT who, forgotten_at AS forgottenAt FROM forgotten_people')
      .all();
    const reactions = today
      .prepare<[], Record<string, unknown>>('SELECT * FROM forgotten_reactions')
      .all();
    return restoring.transaction(() => {
      // Under another key the hashes of today mean nothing beside the backup's own.
      if (secretOf(restoring).equals(secret)) carryOver(restoring, people, reactions);
      return dropForgotten(restoring, new Map(people.map((each) => [each.who, each])), hash);
    })();
  } finally {
    today.close();
  }
}

function carryOver(
  restoring: Database,
  people: readonly ForgottenPerson[],
  reactions: readonly Record<string, unknown>[],
): void {
  const person = restoring.prepare(`
    INSERT INTO forgotten_people (who, forgotten_at) VALUES ($who, $forgottenAt)
    ON CONFLICT (who) DO UPDATE SET forgotten_at = max(forgotten_at, excluded.forgotten_at)
  `);
  const reaction = restoring.prepare(`
    INSERT INTO forgotten_reactions (message, emoji, who, kind, forgotten_at)
    VALUES ($message, $emoji, $who, $kind, $forgotten_at) ON CONFLICT DO NOTHING
  `);
  for (const each of people) person.run(each);
  for (const each of reactions) reaction.run(each);
}

function dropForgotten(
  restoring: Database,
  forgotten: ReadonlyMap<string, ForgottenPerson>,
  hash: PersonHash,
): number {
  const people = restoring
    .prepare<[], string>(`
      SELECT person FROM saves UNION SELECT person FROM passed_over
      UNION SELECT person FROM members UNION SELECT id FROM people
    `)
    .pluck()
    .all();
  // What somebody saved after they had themselves forgotten is theirs again.
  const drops = [
    'DELETE FROM saves WHERE person = $person AND saved_at <= $forgottenAt',
    'DELETE FROM passed_over WHERE person = $person AND at <= $forgottenAt',
    'DELETE FROM members WHERE person = $person AND NOT EXISTS (SELECT 1 FROM saves WHERE person = $person)',
    'DELETE FROM people WHERE id = $person AND NOT EXISTS (SELECT 1 FROM saves WHERE person = $person)',
  ].map((sql) => restoring.prepare<{ person: string; forgottenAt?: number }>(sql));
  let count = 0;
  for (const person of people) {
    const found = forgotten.get(hash(person, ''));
    if (!found) continue;
    count += 1;
    for (const drop of drops) {
      const named = drop.source.includes('$forgottenAt');
      drop.run(named ? { person, forgottenAt: found.forgottenAt } : { person });
    }
  }
  return count;
}

/** The database of before stays beside the new one until somebody deletes it. */
function putAside(path: string, unfinished: string, now: Date): { kept?: string } {
  const kept = `${path}.before-restore-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  const there = existsSync(path);
  if (there) {
    const old = new Sqlite(path);
    old.pragma('wal_checkpoint(TRUNCATE)');
    old.close();
    renameSync(path, kept);
  }
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  renameSync(unfinished, path);
  return there ? { kept } : {};
}

function secretOf(database: Database): Buffer {
  const secret = database
    .prepare<[], Buffer>(`SELECT value FROM secrets WHERE name = 'person hash'`)
    .pluck()
    .get();
  if (!secret) throw new StoreError('The database has lost its key for hashes of people.');
  return secret;
}

function hasTable(database: Database, name: string): boolean {
  return (
    database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(name) !==
    undefined
  );
}

function tooOld(backup: string): StoreError {
  return new StoreError(
    `${backup} is more than 30 days old. People who had their data forgotten since could be in it again, and who that was is not known any more. Run it with --older to restore it all the same, and ask them.`,
  );
}
