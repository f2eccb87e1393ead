import type { ImportWarning, PageRecord, PaperRecord } from '../corpus-store.ts';
import { isDay } from '../page/page-date.ts';
import { bibtexRows, risRows } from './citation-rows.ts';
import { readRecord } from './read-record.ts';
import { type Place, pageOf, undated } from './record-pages.ts';
import { type RecordRow, recordRows } from './record-rows.ts';

/** How a file of records is written. */
export type RecordFormat = 'json' | 'bibtex' | 'ris';

/** What a file of records holds. */
export interface ParsedRecords {
  /** The pages that the listings of its records speak of, put together again. */
  readonly pages: readonly PageRecord[];
  /** Records that are on no page. */
  readonly unlisted: readonly PaperRecord[];
  readonly warnings: readonly ImportWarning[];
  /** Where no record was found: a sentence that says why and what was expected. */
  readonly refused?: string;
}

const expectations: Readonly<Record<RecordFormat, string>> = {
  json: 'A file of records has one JSON object per line, or an array of them, with a “title” and, if known, “abstract”, “authors”, “id”, “tldr”, “keywords”, “topic”, “links” and “listings”.',
  bibtex: 'A BibTeX file has entries like @article{key, title = {…}, author = {…}}.',
  ris: 'An RIS file has entries that begin with TY and end with ER.',
};

const badLine: Readonly<Record<RecordFormat, string>> = {
  json: 'This line is not valid JSON, so it was skipped.',
  bibtex: 'This entry is not valid BibTeX, so it was skipped.',
  ris: 'This entry is not valid RIS, so it was skipped.',
};

/** Reads records, as we write them or as others publish them. Never throws: a bad one is skipped with a warning. */
export function parseRecords(
  content: string,
  name: string,
  format: RecordFormat = 'json',
): ParsedRecords {
  const warnings: ImportWarning[] = [];
  const unlisted: PaperRecord[] = [];
  const places = new Map<string, Place[]>();
  const untitled: RecordRow[] = [];
  const unread = new Map<string, number>();
  const ranks = new Map<string, number>();
  const { rows, badLines } = rowsOf(content, format);
  let records = 0;
  for (const line of badLines) {
    warnings.push({ file: name, line, message: badLine[format] });
  }
  for (const row of rows) {
    const parsed = readRecord(row.value);
    if (typeof parsed === 'string') {
      warnings.push(warningAt(name, row, parsed));
      continue;
    }
    records += 1;
    if (parsed.isUntitled) {
      untitled.push(row);
    }
    for (const field of parsed.unread) {
      unread.set(field, (unread.get(field) ?? 0) + 1);
    }
    const listed = parsed.listings.filter(({ page }) => page === undated || isDay(page));
    if (listed.length < parsed.listings.length) {
      const message = `The page of a listing must be a day (YYYY-MM-DD) or “${undated}”; other listings were skipped.`;
      warnings.push(warningAt(name, row, message));
    }
    if (listed.length === 0) {
      unlisted.push(parsed.record);
    }
    for (const { page, rank: given } of listed) {
      const rank = given ?? (ranks.get(page) ?? 0) + 1;
      ranks.set(page, rank);
      const onPage = places.get(page) ?? [];
      places.set(page, onPage);
      onPage.push({ rank, line: row.line, record: parsed.record });
    }
  }
  warnings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (untitled[0] !== undefined) {
    const count = untitled.length === 1 ? 'A record has' : `${untitled.length} records have`;
    const message = `${count} no title; the first words of the text were used instead.`;
    warnings.push(warningAt(name, untitled[0], message));
  }
  if (unread.size > 0) {
    warnings.push({ file: name, message: describeUnread(unread) });
  }
  const pages = [...places].map(([page, onPage]) => pageOf(page, onPage, name, warnings));
  if (records > 0) {
    return { pages, unlisted, warnings };
  }
  const refused = `The file contains no records. ${expectations[format]}`;
  return { pages, unlisted, warnings: [{ file: name, message: refused }, ...warnings], refused };
}

function rowsOf(content: string, format: RecordFormat) {
  switch (format) {
    case 'json':
      return recordRows(content);
    case 'bibtex':
      return bibtexRows(content);
    case 'ris':
      return risRows(content);
  }
}

function warningAt(file: string, { line, place }: RecordRow, message: string): ImportWarning {
  const where = place === undefined ? '' : `Record ${place}: `;
  return { file, ...(line !== undefined && { line }), message: `${where}${message}` };
}

/** More names than this say nothing to anybody. */
const maxNames = 12;

function describeUnread(unread: ReadonlyMap<string, number>): string {
  const names = [...unread]
    .sort((a, b) => b[1] - a[1])
    .map(([name, count]) => `${name} (${count})`);
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : '';
  return `Fields that are not imported, with the number of records that have them: ${names.slice(0, maxNames).join(', ')}${more}.`;
}
