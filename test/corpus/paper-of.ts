import type { Paper } from '../../src/corpus/paper.ts';
import { paperIdOf } from '../../src/corpus/paper-id.ts';
import { rawText } from '../../src/corpus/raw-text.ts';
import { showPaper } from '../../src/corpus/stored-paper.ts';

/** What a test says of a paper besides its title. */
export type PaperFields = Partial<Omit<Paper, 'title' | 'storedTitle' | 'searchText'>>;

/** A paper as the store gives it out, with texts as they came. */
export function paperOf(title: string, fields: PaperFields = {}): Paper {
  const { abstract, tldr, ...rest } = fields;
  return showPaper({
    id: paperIdOf(title),
    keywords: [],
    links: [],
    authors: [],
    listings: [],
    ...rest,
    title: rawText(title),
    ...(abstract !== undefined && { abstract: rawText(abstract) }),
    ...(tldr !== undefined && { tldr: rawText(tldr) }),
  });
}
