import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parsePage } from '../../src/corpus/page/parse-page.ts';
import type { PageEntry } from '../../src/corpus/page/split-entries.ts';

const folder = new URL('../../../shared/corpus/pages/', import.meta.url).pathname;

/** Other people's text stays out of the project: a bare clone has none of the saved pages. */
export const withoutRealPages = !existsSync(folder);
export const needsRealPages = 'on the real pages (needs ../shared/corpus/pages)';

export interface RealPage {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

export function realPages(): RealPage[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, path: folder + name, text: readFileSync(folder + name, 'utf8') }));
}

/** All 553 listings, in order. */
export function realEntries(): PageEntry[] {
  return realPages().flatMap(({ name, text }) => parsePage(text, name).entries);
}
