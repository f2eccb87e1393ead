import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parsePage } from '../../src/corpus/page/parse-page.ts';
import type { PageEntry } from '../../src/corpus/page/split-entries.ts';

/** Where the five saved pages are, if they are. */
export const realPagesFolder = fileURLToPath(
  new URL('../../../shared/corpus/pages', import.meta.url),
);

/** Other people's text stays out of the project: a bare clone has none of the saved pages. */
export const withoutRealPages = !existsSync(realPagesFolder);
export const needsRealPages = 'on the real pages (needs ../shared/corpus/pages)';

export interface RealPage {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

export function realPages(): RealPage[] {
  return readdirSync(realPagesFolder)
    .sort()
    .map((name) => {
      const path = join(realPagesFolder, name);
      return { name, path, text: readFileSync(path, 'utf8') };
    });
}

/** All 553 listings, in order. */
export function realEntries(): PageEntry[] {
  return realPages().flatMap(({ name, text }) => parsePage(text, name).entries);
}
