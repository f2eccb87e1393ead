import { createHash } from 'node:crypto';
import type { PaperRecord } from '../../../corpus/corpus-store.ts';
import { cleanText } from '../../../corpus/text/clean-text.ts';

/** An abstract as it was kept: its number among the paper's own, and whether it was new. */
export interface KeptAbstract {
  readonly abstract: number;
  readonly isNew: boolean;
}

/** The same for texts that differ in white space alone. */
export function digestOf(text: string): Buffer {
  return createHash('sha256').update(evened(text)).digest();
}

/** With one plain space for every run of white space; passing over those that are one is half the time. */
function evened(text: string): string {
  return text.replaceAll(/\s{2,}|[^\S ]/gu, ' ').trim();
}

/** What to say of an abstract that a record brought. */
export function abstractWarnings(record: PaperRecord, kept: KeptAbstract): string[] {
  const isOther = kept.isNew && kept.abstract > 1 && record.version === undefined;
  return isOther
    ? [
        `“${cleanText(record.title)}” has a different abstract than before; both are kept, and the one of the newest page is shown.`,
      ]
    : [];
}
