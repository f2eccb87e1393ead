import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { codeOf } from '../../store-error.ts';

const mode = 0o600;

/** Makes a file that its owner alone may read, empty, where there is none yet. */
export function makeOwnerOnly(path: string): void {
  if (!existsSync(path)) {
    closeSync(openSync(path, 'a', mode));
  }
}

/**
 * Lets the owner alone read a database, and the files that SQLite keeps next to it. Files of somebody
 * else stay as they are.
 */
export function ownerOnly(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    try {
      if (existsSync(file)) {
        chmodSync(file, mode);
      }
    } catch (error) {
      if (!['EPERM', 'ENOENT', 'EROFS'].includes(codeOf(error) ?? '')) {
        throw error;
      }
    }
  }
}
