import { createHash } from 'node:crypto';
import { normaliseTitle } from '../paper-id.ts';
import type { MonthDay } from './page-date.ts';

/**
 * What makes a page this page and no other, whatever its bytes: its titles as they are compared,
 * in order, and its month and day. The year is left out because pages do not say it.
 */
export function pageSignature(titles: readonly string[], date: MonthDay | undefined): string {
  const hash = createHash('sha256');
  hash.update(date === undefined ? 'undated' : `${date.month}-${date.day}`);
  for (const title of titles) {
    hash.update(`\n${normaliseTitle(title)}`);
  }
  return hash.digest('hex').slice(0, 32);
}
