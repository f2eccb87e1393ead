import { z } from 'zod';
import type { ImportWarning, PageRecord, PaperRecord } from '../corpus-store.ts';
import { isDay, monthDayOf } from '../page/page-date.ts';
import { pageSignature } from '../page/page-signature.ts';
import { normaliseTitle } from '../paper-id.ts';
import { linksIn } from '../text/links-of.ts';

/** What a `.jsonl` file holds. */
export interface ParsedRecords {
  /** The pages that the listings of its records speak of, put together again. */
  readonly pages: readonly PageRecord[];
  /** Records that are on no page. */
  readonly unlisted: readonly PaperRecord[];
  readonly warnings: readonly ImportWarning[];
  /** Where no record was found: a sentence that says why and what was expected. */
  readonly refused?: string;
}

const expectation =
  'A file of records has one JSON object a line, with a “title” and, as far as known, “abstract”, “tldr”, “keywords”, “topic”, “links”, “authors” and “listings”.';

const text = z
  .string()
  .trim()
  .nullish()
  .transform((value) => value || undefined);
const texts = z
  .array(z.string().trim())
  .nullish()
  .transform((values) => values?.filter((value) => value !== ''));

const recordSchema = z.object({
  title: z.string().trim().max(1000).nullish(),
  abstract: text,
  text,
  id: z.union([z.string(), z.number()]).nullish(),
  tldr: text,
  keywords: texts,
  topic: text,
  links: texts,
  authors: texts,
  listings: z
    .array(z.object({ page: z.string(), rank: z.int().positive() }))
    .nullish()
    .transform((listings) => listings ?? []),
});

/** What the starter calls the page that says no date. */
const undated = 'undated';

interface Place {
  readonly rank: number;
  readonly line: number;
  readonly record: PaperRecord;
}

/** Reads records, one JSON object a line. Never throws: a bad line is skipped with a warning. */
export function parseRecords(content: string, name: string): ParsedRecords {
  const warnings: ImportWarning[] = [];
  const unlisted: PaperRecord[] = [];
  const places = new Map<string, Place[]>();
  const untitled: number[] = [];
  let records = 0;
  for (const { json, line } of jsonLines(content)) {
    const parsed = readRecord(json);
    if (typeof parsed === 'string') {
      warnings.push({ file: name, line, message: parsed });
      continue;
    }
    records += 1;
    if (parsed.isUntitled) {
      untitled.push(line);
    }
    const listed = parsed.listings.filter(({ page }) => page === undated || isDay(page));
    if (listed.length < parsed.listings.length) {
      const message = `A listing's “page” is a day (YYYY-MM-DD) or “${undated}”; others were skipped.`;
      warnings.push({ file: name, line, message });
    }
    if (listed.length === 0) {
      unlisted.push(parsed.record);
    }
    for (const { page, rank } of listed) {
      const onPage = places.get(page) ?? [];
      places.set(page, onPage);
      onPage.push({ rank, line, record: parsed.record });
    }
  }
  if (untitled.length > 0) {
    const count = untitled.length === 1 ? 'A record has' : `${untitled.length} records have`;
    const message = `${count} no title; the first words of the text are used instead.`;
    warnings.push({ file: name, line: untitled[0] ?? 1, message });
  }
  const pages = [...places].map(([page, onPage]) => pageOf(page, onPage, name, warnings));
  if (records > 0) {
    return { pages, unlisted, warnings };
  }
  const refused = `No record was found in it. ${expectation}`;
  return { pages, unlisted, warnings: [{ file: name, message: refused }, ...warnings], refused };
}

function* jsonLines(content: string): Generator<{ json: string; line: number }> {
  let line = 0;
  for (let start = 0; start < content.length; ) {
    const end = content.indexOf('\n', start);
    const json = content.slice(start, end === -1 ? content.length : end).trim();
    line += 1;
    if (json !== '') {
      yield { json, line };
    }
    if (end === -1) {
      break;
    }
    start = end + 1;
  }
}

interface ReadRecord {
  readonly record: PaperRecord;
  readonly listings: readonly { readonly page: string; readonly rank: number }[];
  readonly isUntitled: boolean;
}

/** The record of a line, or a sentence that says what is wrong with it. */
function readRecord(json: string): ReadRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return 'This line is not JSON, so it was skipped.';
  }
  const parsed = recordSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where =
      issue === undefined || issue.path.length === 0 ? '' : `“${issue.path.join('.')}”: `;
    return `This record was skipped: ${where}${issue?.message ?? 'it is not valid'}.`;
  }
  const { id, title, listings, text: body, ...given } = parsed.data;
  const abstract = given.abstract ?? body;
  const heading = title || firstWords(abstract ?? given.tldr ?? '');
  if (heading === '') {
    return 'This record has neither title nor text, so it was skipped.';
  }
  const links = [...new Set([...(given.links ?? []), ...linksIn(abstract ?? '')])];
  const arxivId = arxivIdOf(id);
  const record: PaperRecord = {
    title: heading,
    ...(abstract !== undefined && { abstract }),
    ...(given.tldr !== undefined && { tldr: given.tldr }),
    ...(given.keywords !== undefined && { keywords: given.keywords }),
    ...(given.topic !== undefined && { topic: given.topic }),
    ...(given.authors !== undefined && { authors: given.authors }),
    ...(links.length > 0 && { links }),
    ...(arxivId !== undefined && { arxivId }),
    ...(id !== undefined && id !== null && id !== '' && { recordId: String(id) }),
  };
  return { record, listings, isUntitled: !title };
}

const titleLength = 120;

function firstWords(body: string): string {
  const start = body.slice(0, titleLength + 1).replaceAll(/\s+/g, ' ');
  if (start.length <= titleLength) {
    return start;
  }
  const cut = start.lastIndexOf(' ');
  return `${start.slice(0, cut > titleLength / 2 ? cut : titleLength)}…`;
}

/** An arXiv identifier without its version. */
function arxivIdOf(id: string | number | null | undefined): string | undefined {
  if (typeof id !== 'string') {
    return undefined;
  }
  const match =
    /^\s*(?:arxiv:\s*)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?\s*$/i.exec(id);
  return match?.[1];
}

/** A page as the listings of its records tell it. Its day was stated by whoever wrote them. */
function pageOf(
  page: string,
  places: readonly Place[],
  name: string,
  warnings: ImportWarning[],
): PageRecord {
  const date = page === undated ? undefined : page;
  const onPage = new Map<string, PaperRecord>();
  let rank = 0;
  for (const place of [...places].sort((a, b) => a.rank - b.rank)) {
    const key = normaliseTitle(place.record.title);
    const note = (message: string) =>
      warnings.push({ file: name, line: place.line, message: `${message} (page ${page})` });
    if (onPage.has(key)) {
      note(`“${place.record.title}” is on this page twice; its first place counts`);
      continue;
    }
    if (place.rank === rank) {
      note(`Rank ${rank} is given to two papers; they follow each other`);
    } else if (place.rank > rank + 1) {
      note(`No paper has the rank before ${place.rank}; the places close up`);
    }
    rank = place.rank;
    onPage.set(key, place.record);
  }
  const entries = [...onPage.values()];
  const signature = pageSignature(
    entries.map(({ title }) => title),
    date === undefined ? undefined : monthDayOf(date),
  );
  return {
    name: `${name} (${page})`,
    signature,
    ...(date !== undefined && { date }),
    dateIs: 'stated',
    entries,
  };
}
