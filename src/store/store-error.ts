/**
 * What is wrong with a database, as far as everybody who uses it has to know. `overloaded`: its server has no
 * memory or no connection left, and may have again in a moment.
 */
export type StoreTrouble = 'damaged' | 'disk-full' | 'overloaded';

/** The database cannot be used as it is; `message` is a sentence for whoever runs the program. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly trouble: StoreTrouble | undefined;

  constructor(message: string, options: ErrorOptions & { readonly trouble?: StoreTrouble } = {}) {
    super(message, options);
    this.trouble = options.trouble;
  }
}

/** Another process connects a shard that this one wanted, or had while its database could not be reached. */
export class ShardsTakenError extends StoreError {
  override name = 'ShardsTakenError';
}

const sentences: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: 'is not an SQLite database. Set OFFPRINT_DB to another file, or move this one.',
  SQLITE_CORRUPT: 'is damaged. Restore a backup, or use one of the copies kept next to it.',
  SQLITE_CANTOPEN: 'cannot be opened. Is it a folder, or are permissions missing?',
  SQLITE_READONLY: 'cannot be written. This user needs write permission for it and its folder.',
  SQLITE_FULL: 'cannot be written: the disk is full.',
  ENOSPC: 'cannot be written: the disk is full.',
  EDQUOT: 'cannot be written: this user has used up its share of the disk.',
  SQLITE_BUSY: 'is in use by another program. Try again when it is finished.',
  EACCES: 'cannot be opened: this user has no access to its folder.',
  EROFS: 'cannot be written: its disk is read-only.',
  ENOTDIR: 'cannot be opened: part of its path is a file.',
  EEXIST: 'cannot be opened: part of its path is a file.',
};

/** The error as a sentence about the file where its code says enough, else as it is. */
export function explainError(error: unknown, path: string): unknown {
  const code = codeOf(error);
  const sentence = code && (sentences[code] ?? sentences[code.split('_', 2).join('_')]);
  if (!sentence) {
    return error;
  }
  const trouble = troubleOf(error, code);
  return new StoreError(`${path} ${sentence}`, { cause: error, ...(trouble && { trouble }) });
}

function troubleOf(error: unknown, code: string): StoreTrouble | undefined {
  if (isDiskFull(error)) {
    return 'disk-full';
  }
  return /^SQLITE_(?:CORRUPT|NOTADB)/.test(code) ? 'damaged' : undefined;
}

/** Whether something could not be written because the disk, or its share for this user, is full. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof StoreError
    ? error.trouble === 'disk-full'
    : /^(?:SQLITE_FULL|ENOSPC|EDQUOT)$/.test(codeOf(error) ?? '');
}

/** The code that the database or the system gave an error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
