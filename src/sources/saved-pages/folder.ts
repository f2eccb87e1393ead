import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { ImportWarning } from '../../corpus/corpus-store.ts';
import { isNotPage, isTemporaryFile } from '../../corpus/import/ignored-files.ts';
import type { SavedFile } from '../../corpus/import/import.ts';
import { type PageDays, pageDaysFile, readPageDays } from './page-days.ts';

/** Bytes. A page is a few hundred kilobytes; a file is held in memory whole, as text too. */
export const largestFile = 200 * 1024 * 1024;

const pageExtensions = new Set(
  '.txt .text .md .html .htm .json .jsonl .ndjson .bib .ris'.split(' ').concat(''),
);

/** What was found to read, and what could not be. */
export interface FoundFiles {
  readonly files: readonly SavedFile[];
  readonly warnings: readonly ImportWarning[];
}

/**
 * Finds saved pages and files of records: a file that is named is taken whatever it is called, a
 * folder gives those of its own files (not of folders in it) that have a page's extension, in the
 * order of their names. Hidden files, a README and unfinished downloads are skipped silently.
 * Nothing is read yet but each folder's `pages.json`.
 * @param paths - as the person wrote them; relative ones are read from the working directory.
 */
export async function findSavedFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files = new Map<string, SavedFile>();
  const warnings: ImportWarning[] = [];
  for (const path of paths) {
    const found = await findAt(path);
    warnings.push(...found.warnings);
    for (const file of found.files) {
      files.set(resolve(file.path), file);
    }
  }
  return { files: [...files.values()], warnings };
}

async function findAt(path: string): Promise<FoundFiles> {
  const name = basename(path);
  try {
    const { isFolder } = await checkFile(path);
    if (isFolder) {
      return await findInFolder(path);
    }
    const { days, warnings } = await readPageDays(dirname(path));
    const file = await savedFile(path, days);
    return { files: [file], warnings: days.has(name) ? warnings : [] };
  } catch (error) {
    return { files: [], warnings: [warningOf(path, error)] };
  }
}

async function findInFolder(folder: string): Promise<FoundFiles> {
  const names = (await readdir(folder)).sort(byName);
  const { days, warnings: dayWarnings } = await readPageDays(folder);
  const files: SavedFile[] = [];
  const warnings: ImportWarning[] = [...dayWarnings, ...missingPages(names, days)];
  for (const name of names) {
    if (isNotPage(name) || isTemporaryFile(name)) {
      continue;
    }
    const path = join(folder, name);
    try {
      const { isFolder } = await checkFile(path);
      if (isFolder) {
        if (!belongsToSavedPage(name, names)) {
          warnings.push({
            file: name,
            message: 'This is a subfolder; its files were not read.',
          });
        }
      } else if (pageExtensions.has(extname(name).toLowerCase())) {
        files.push(await savedFile(path, days));
      } else {
        warnings.push({
          file: name,
          message:
            'Skipped: saved pages end in .txt, .md or .html, records in .json, .jsonl, .bib or .ris.',
        });
      }
    } catch (error) {
      warnings.push(warningOf(path, error));
    }
  }
  return { files, warnings };
}

/** Browsers put a page's pictures into a folder of its name: `Page.html` and `Page_files`. */
function belongsToSavedPage(folder: string, names: readonly string[]): boolean {
  const page = /^(.+)_files$/.exec(folder)?.[1];
  return page !== undefined && [`${page}.html`, `${page}.htm`].some((name) => names.includes(name));
}

function missingPages(names: readonly string[], days: PageDays['days']): ImportWarning[] {
  return [...days.keys()]
    .filter((name) => !names.includes(name))
    .map((name) => ({
      file: pageDaysFile,
      message: `A day is given for “${name}”, which is not in the folder.`,
    }));
}

async function savedFile(path: string, days: PageDays['days']): Promise<SavedFile> {
  const { mtime, size } = await stat(path);
  const name = basename(path);
  if (size > largestFile) {
    throw new Error(
      `it has ${megabytes(size)} MB, and the limit is ${megabytes(largestFile)} MB. Split it into several files.`,
    );
  }
  const savedOn = days.get(name);
  return {
    name,
    path,
    modifiedAt: mtime,
    ...(savedOn !== undefined && { savedOn }),
    read: () => readBytes(path),
  };
}

/** Reads a file that was found here. */
export function readBytes(path: string): Promise<Uint8Array> {
  return readFile(path);
}

/** Only plain files are read: a pipe or a device might never end. */
async function checkFile(path: string): Promise<{ readonly isFolder: boolean }> {
  const stats = await stat(path);
  if (!stats.isDirectory() && !stats.isFile()) {
    throw new Error('it is not a regular file.');
  }
  return { isFolder: stats.isDirectory() };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder.',
  ENOTDIR: 'there is no such file or folder.',
  EACCES: 'this user has no permission to read it.',
  EPERM: 'this user has no permission to read it.',
  ELOOP: 'it is a link to itself.',
};

function warningOf(path: string, error: unknown): ImportWarning {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  return { file: basename(path), message: `Not read: ${reasons[code] ?? message}` };
}

function byName(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}
