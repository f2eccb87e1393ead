import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ImportWarning } from '../../corpus/corpus-store.ts';
import type { Day } from '../../corpus/paper.ts';

/** The file next to saved pages that says on which day each was saved. */
export const pageDaysFile = 'pages.json';

const objectSchema = z.record(z.string(), z.unknown());
const daySchema = z.iso.date();

/** The days that a folder's `pages.json` states. */
export interface PageDays {
  /** File name to day; values that are not days are left out, with a warning. */
  readonly days: ReadonlyMap<string, Day>;
  readonly warnings: readonly ImportWarning[];
}

/** Reads a folder's `pages.json`, such as `{ "monday.txt": "2025-09-08" }`; a missing file is not an error. */
export async function readPageDays(folder: string): Promise<PageDays> {
  let text: string;
  try {
    text = await readFile(join(folder, pageDaysFile), 'utf8');
  } catch (error) {
    if (isMissing(error)) {
      return { days: new Map(), warnings: [] };
    }
    return nothing(
      `The file could not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }

  const parsed = objectSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    return nothing(
      'The file is not a JSON object of file names and days, such as { "monday.txt": "2025-09-08" }; its days were not used.',
    );
  }
  const days = new Map<string, Day>();
  const warnings: ImportWarning[] = [];
  for (const [name, value] of Object.entries(parsed.data)) {
    const day = daySchema.safeParse(value);
    if (day.success) {
      days.set(name, day.data);
    } else {
      warnings.push(
        warning(
          `For “${name}” it gives ${JSON.stringify(value)}, which is not a day (YYYY-MM-DD).`,
        ),
      );
    }
  }
  return { days, warnings };
}

function nothing(message: string): PageDays {
  return { days: new Map(), warnings: [warning(message)] };
}

function warning(message: string): ImportWarning {
  return { file: pageDaysFile, message };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}
