import type { Paper } from '../../src/corpus/paper.ts';
import { type PaperFields, paperOf as paperWith } from '../corpus/paper-of.ts';

/** A paper with this title and a summary; listed where a test says so. */
export function paperOf(title: string, fields: PaperFields = {}): Paper {
  return paperWith(title, { tldr: `A study of ${title}.`, ...fields });
}
