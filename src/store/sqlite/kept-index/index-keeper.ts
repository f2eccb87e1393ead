import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename } from 'node:fs/promises';
import type { IndexKeeper } from '../../../search/index/kept-index.ts';
import { codeOf } from '../../store-error.ts';
import { hasTable } from '../database/has-table.ts';
import { databasePath, openDatabase } from '../database/open-database.ts';
import { codeFingerprint } from './code-fingerprint.ts';

/** What a file begins with; the number is that of its layout. */
const mark = Buffer.from('OFFPIDX1');
/** Bytes of the length of the header, which follows the mark. */
const lengthBytes = 4;

interface Header {
  /** The code that made it; other code may read texts in another way. */
  readonly code: string;
  /** The same as in the database, from the moment when this was kept. */
  readonly token: string;
  /** SHA-256 of the sections. */
  readonly hash: string;
  readonly lengths: readonly number[];
}

/**
 * Keeps the search index in a file next to the database. Both get the same new token each time: a
 * database that was restored, replaced or started from nothing since has another one, or shares its history with the
 * index up to then, and what changed after that is taken in by its revision. Anything odd about the
 * file means that there is none.
 * @param file - the database's path.
 */
export function createIndexKeeper(file: string): Required<IndexKeeper> {
  const path = databasePath(file);
  const kept = `${path}.index`;

  return {
    async read() {
      let handle: FileHandle;
      try {
        handle = await open(kept, 'r');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') {
          return undefined;
        }
        throw error;
      }
      try {
        const { header, end = 0 } = (await readHeader(handle)) ?? {};
        const isOurs = header?.code === codeFingerprint() && header.token === readToken(path);
        return isOurs ? await readSections(handle, end, header) : undefined;
      } finally {
        await handle.close();
      }
    },

    async write(sections) {
      const token = randomBytes(16).toString('base64url');
      const hash = createHash('sha256');
      for (const section of sections) {
        hash.update(section);
      }
      const header: Header = {
        code: codeFingerprint(),
        token,
        hash: hash.digest('base64url'),
        lengths: sections.map(({ length }) => length),
      };
      const json = Buffer.from(JSON.stringify(header));
      const length = Buffer.alloc(lengthBytes);
      length.writeUInt32LE(json.length);
      const part = `${kept}.part`;
      const handle = await open(part, 'w', 0o600);
      try {
        for (const piece of [mark, length, json, ...sections]) {
          await handle.write(piece);
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(part, kept);
      writeToken(path, token);
    },
  };
}

/** The header, and where it ends. */
async function readHeader(
  handle: FileHandle,
): Promise<{ readonly header: Header; readonly end: number } | undefined> {
  const start = await readAt(handle, 0, mark.length + lengthBytes);
  if (!start?.subarray(0, mark.length).equals(mark)) {
    return undefined;
  }
  const { size } = await handle.stat();
  const length = start.readUInt32LE(mark.length);
  const json = length < size ? await readAt(handle, start.length, length) : undefined;
  return json && { header: JSON.parse(json.toString()) as Header, end: start.length + length };
}

/** The sections, each in memory of its own; undefined where a byte is not as it was written. */
async function readSections(
  handle: FileHandle,
  from: number,
  { lengths, hash: expected }: Header,
): Promise<readonly Uint8Array[] | undefined> {
  const { size } = await handle.stat();
  if (from + lengths.reduce((sum, length) => sum + length, 0) !== size) {
    return undefined;
  }
  const hash = createHash('sha256');
  const sections: Uint8Array[] = [];
  let at = from;
  for (const length of lengths) {
    const section = await readAt(handle, at, length);
    if (section === undefined) {
      return undefined;
    }
    hash.update(section);
    sections.push(section);
    at += length;
  }
  return hash.digest('base64url') === expected ? sections : undefined;
}

/** @returns undefined where the file ends before. */
async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer | undefined> {
  const bytes = Buffer.from(new ArrayBuffer(length));
  const { bytesRead } = await handle.read(bytes, 0, length, at);
  return bytesRead === length ? bytes : undefined;
}

function readToken(path: string): string | undefined {
  const database = openDatabase(path);
  try {
    return hasTable(database, 'kept_index')
      ? database.prepare<[], string>('SELECT token FROM kept_index').pluck().get()
      : undefined;
  } finally {
    database.close();
  }
}

function writeToken(path: string, token: string): void {
  const database = openDatabase(path);
  try {
    const write = database.transaction(() => {
      // No part of the schema that is migrated: nothing is lost with it.
      database.exec('CREATE TABLE IF NOT EXISTS kept_index (token TEXT NOT NULL) STRICT');
      database.prepare('DELETE FROM kept_index').run();
      database.prepare('INSERT INTO kept_index (token) VALUES (?)').run(token);
    });
    // A transaction that begins by reading does not wait for another writer.
    write.immediate();
  } finally {
    database.close();
  }
}
