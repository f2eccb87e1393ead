import type { PaperFields } from '../../../rows/corpus/paper-fields.ts';

/** The fields of papers as columns, in one order. */
const columns = {
  title: 'title',
  version: 'version',
  tldr: 'tldr',
  topic: 'topic',
  arxivId: 'arxiv_id',
  doi: 'doi',
  published: 'published',
  organisation: 'organisation',
  recordId: 'record_id',
  keywords: 'keywords',
  links: 'links',
  authors: 'authors',
} as const satisfies Record<keyof PaperFields, string>;

const names = Object.keys(columns) as (keyof PaperFields)[];

/** The columns in a list: `title, version, tldr` and so on. */
export const fieldColumns = Object.values(columns).join(', ');

/** Reads the fields of papers by their ids. */
export const readFields = `
  SELECT id, ${names.map((name) => `${columns[name]} AS "${name}"`).join(', ')}
  FROM papers WHERE id = ANY($1::text[])
`;

/** An array for each column, with what all papers have in it. */
export function fieldValues(
  papers: readonly PaperFields[],
): readonly (readonly (string | number | null)[])[] {
  return names.map((name) => papers.map((paper) => paper[name]));
}
