import type { ImportWarning, PageRecord, PaperRecord } from '../corpus-store.ts';
import { dayOfPage } from '../page/page-date.ts';
import { pageSignature } from '../page/page-signature.ts';
import { type ParsedPage, parsePage } from '../page/parse-page.ts';
import type { PageEntry } from '../page/split-entries.ts';
import type { Day } from '../paper.ts';
import { citationKind } from '../records/citation-rows.ts';
import { parseRecords, type RecordFormat } from '../records/parse-records.ts';
import { decodeText } from '../text/decode-text.ts';
import { linksIn } from '../text/links-of.ts';
import { isNotPage } from './ignored-files.ts';
import type { ImportOptions, SavedFile } from './import.ts';

/** What the user said about when the pages were saved. */
export type DateOptions = Pick<ImportOptions, 'statedYear' | 'savedOn'>;

/** What a file holds for the store; with nothing in it, `warnings` says why. */
export interface FoundInFile {
  readonly pages: readonly PageRecord[];
  readonly unlisted: readonly PaperRecord[];
  readonly warnings: readonly ImportWarning[];
}

/** Reads a file as its name and content ask for. Never rejects. */
export async function readSavedFile(file: SavedFile, options: DateOptions): Promise<FoundInFile> {
  const refuse = (message: string): FoundInFile => ({
    pages: [],
    unlisted: [],
    warnings: [{ file: file.name, message }],
  });
  if (file.content === undefined && isNotPage(file.name)) {
    return refuse('This is not a saved page, so it was skipped.');
  }
  let bytes: Uint8Array;
  try {
    bytes = await file.read();
  } catch (error) {
    return refuse(
      `The file could not be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  const decoded = decodeText(bytes);
  if ('refused' in decoded) {
    return refuse(decoded.refused);
  }
  const notes: ImportWarning[] =
    decoded.note === undefined ? [] : [{ file: file.name, message: decoded.note }];
  const format = recordFormat(file.name, decoded.text);
  if (format !== undefined) {
    const { pages, unlisted, warnings } = parseRecords(decoded.text, file.name, format);
    return { pages, unlisted, warnings: [...notes, ...warnings] };
  }
  const page = parsePage(decoded.text, file.name);
  const warnings = [...notes, ...page.warnings];
  if (page.entries.length === 0) {
    return { pages: [], unlisted: [], warnings };
  }
  const { record, warning } = datePage(page, file, options);
  if (warning !== undefined) {
    warnings.push({ file: file.name, message: warning });
  }
  return { pages: [record], unlisted: [], warnings };
}

function datePage(
  page: ParsedPage,
  file: SavedFile,
  { statedYear, savedOn }: DateOptions,
): { record: PageRecord; warning?: string } {
  const { modifiedAt } = file;
  const hints = { statedYear, savedOn: savedOn ?? file.savedOn, modifiedAt };
  const { warning, ...dated } =
    page.date === undefined ? undatedPage(savedOn) : dayOfPage(page.date, hints);
  const shownOn = 'date' in dated ? dated.date : undefined;
  const entries = page.entries.map((entry) => recordOf(entry, shownOn, modifiedAt));
  const titles = entries.map(({ title }) => title);
  const record = { name: page.name, signature: pageSignature(titles, page.date), entries };
  return { record: { ...record, ...dated }, ...(warning !== undefined && { warning }) };
}

function undatedPage(savedOn: Day | undefined): { dateIs: 'stated'; warning?: string } {
  const warning = 'The page shows no day and month, so the given day was not used.';
  return { dateIs: 'stated', ...(savedOn !== undefined && { warning }) };
}

/** A paper of a page; a day without a year is the last one before the page was seen. */
function recordOf(entry: PageEntry, shownOn: Day | undefined, modifiedAt: Date): PaperRecord {
  const { title, abstract, arxivId, organisation, published } = entry;
  const links = [...new Set([...linksIn(abstract ?? ''), ...(entry.links ?? [])])];
  const seen = shownOn === undefined ? modifiedAt : new Date(`${shownOn}T12:00:00Z`);
  return {
    title,
    ...(abstract !== undefined && { abstract }),
    ...(links.length > 0 && { links }),
    ...(arxivId !== undefined && { arxivId }),
    ...(organisation !== undefined && { organisation }),
    ...(published !== undefined && {
      published: dayOfPage(published, { modifiedAt: seen, zone: 'UTC' }).date,
    }),
  };
}

/** How a file of records is written, by how it begins or else by its name; undefined for a page. */
function recordFormat(name: string, text: string): RecordFormat | undefined {
  const looksLikeJson = /^\s*(?:\{\s*"|\[\s*\{)/u.test(text.slice(0, 200));
  const [, extension = ''] = /\.([a-z]+)$/iu.exec(name) ?? [];
  return (
    citationKind(text) ??
    (looksLikeJson ? 'json' : undefined) ??
    formats.get(extension.toLowerCase())
  );
}

const formats: ReadonlyMap<string, RecordFormat> = new Map([
  ['json', 'json'],
  ['jsonl', 'json'],
  ['ndjson', 'json'],
  ['bib', 'bibtex'],
  ['bibtex', 'bibtex'],
  ['ris', 'ris'],
]);
