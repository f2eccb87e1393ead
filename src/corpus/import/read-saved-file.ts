import type { ImportWarning, PageRecord, PaperRecord } from '../corpus-store.ts';
import { dayOfPage } from '../page/page-date.ts';
import { pageSignature } from '../page/page-signature.ts';
import { type ParsedPage, parsePage } from '../page/parse-page.ts';
import { decodeText } from '../text/decode-text.ts';
import { linksIn } from '../text/links-of.ts';
import { isNotPage } from './ignored-files.ts';
import type { ImportOptions, SavedFile } from './import.ts';
import { parseRecords } from './parse-records.ts';

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
  if (isNotPage(file.name)) {
    return refuse('This is not a saved page, so it was skipped.');
  }
  let bytes: Uint8Array;
  try {
    bytes = await file.read();
  } catch (error) {
    return refuse(
      `It could not be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  const decoded = decodeText(bytes);
  if ('refused' in decoded) {
    return refuse(decoded.refused);
  }
  const notes: ImportWarning[] =
    decoded.note === undefined ? [] : [{ file: file.name, message: decoded.note }];
  if (/\.(?:jsonl|ndjson)$/i.test(file.name)) {
    const { pages, unlisted, warnings } = parseRecords(decoded.text, file.name);
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
  const entries = page.entries.map(({ title, abstract }): PaperRecord => {
    const links = linksIn(abstract ?? '');
    return {
      title,
      ...(abstract !== undefined && { abstract }),
      ...(links.length > 0 && { links }),
    };
  });
  const titles = entries.map(({ title }) => title);
  const record = { name: page.name, signature: pageSignature(titles, page.date), entries };
  if (page.date === undefined) {
    const warning =
      savedOn === undefined
        ? undefined
        : 'The page has no date of its own, so the stated day was not used.';
    return { record: { ...record, dateIs: 'stated' }, ...(warning !== undefined && { warning }) };
  }
  const { modifiedAt } = file;
  const { warning, ...dated } = dayOfPage(page.date, {
    statedYear,
    savedOn: savedOn ?? file.savedOn,
    modifiedAt,
  });
  return { record: { ...record, ...dated }, ...(warning !== undefined && { warning }) };
}
