import type { ImportWarning } from '../corpus-store.ts';
import { normaliseTitle } from '../paper-id.ts';
import { isHtml, isMhtml, textOfHtml } from '../text/html-text.ts';
import { isBannerLine, readBanner } from './page-banner.ts';
import type { MonthDay } from './page-date.ts';
import { type PageEntry, splitEntries } from './split-entries.ts';
import { type TextLine, textLines } from './text-lines.ts';

/** A saved page of Hugging Face Papers as it was read. */
export interface ParsedPage {
  readonly name: string;
  /** Absent where the page says none. */
  readonly date?: MonthDay;
  /** In the order of the page, each title once; empty where the file was refused. */
  readonly entries: readonly PageEntry[];
  readonly warnings: readonly ImportWarning[];
  /** Where no paper was found: a sentence that says why and what was expected. */
  readonly refused?: string;
}

const expectation =
  'A saved page has the text of a Hugging Face Papers page: its heading (“Get trending papers in your email inbox!”), then a title and its abstract for each paper.';
const howToSave =
  'Open the page, select all (Ctrl+A), copy (Ctrl+C), paste into a text editor and save it as .txt.';

/** Far above any saved page. */
const maxLines = 500_000;
const maxText = 100_000;
/** What a piece of text must be to pass for an abstract where no heading tells that it is a page. */
const plausibleAbstract = { shortest: 200, longest: 6000, sentences: 2 } as const;

/**
 * Reads a saved page, as text or as HTML. Never throws: problems become warnings with their line, and a
 * file in which no paper is found is refused.
 */
export function parsePage(text: string, name: string): ParsedPage {
  const fromHtml = isHtml(text);
  if (isMhtml(text)) {
    return refuse(name, `It is a web archive, which cannot be read. ${howToSave}`);
  }
  const readable = fromHtml ? textOfHtml(text) : text;
  if (readable === undefined) {
    return refuse(name, `It is a web page that cannot be read. ${howToSave}`);
  }
  const lines = textLines(readable, maxLines);
  if (lines === undefined) {
    return refuse(name, `It has more than ${maxLines} lines of text. ${expectation}`);
  }
  if (lines.length === 0) {
    return refuse(name, `It is empty. ${expectation}`);
  }
  const page = readLines(lines, name, fromHtml);
  if (page.entries.length > 0) {
    return page;
  }
  return refuse(name, `No paper was found in it. ${expectation}${fromHtml ? ` ${howToSave}` : ''}`);
}

function readLines(lines: readonly TextLine[], name: string, fromHtml: boolean): ParsedPage {
  const warnings: ImportWarning[] = [];
  const note = (message: string, line?: number) => {
    // Lines of the text that was made of a web page are nobody's lines.
    warnings.push({ file: name, ...(line !== undefined && !fromHtml && { line }), message });
  };
  const banner = readBanner(lines);
  const [firstPassedOver] = banner.passedOver;
  if (firstPassedOver !== undefined) {
    note(
      `${countLines(banner.passedOver.length)} above the heading skipped.`,
      firstPassedOver.number,
    );
  }
  const body = banner.body.filter((line) => {
    if (isBannerLine(line)) {
      note('The page heading is repeated here and was skipped.', line.number);
      return false;
    }
    if (line.text.length > maxText) {
      note(
        `A line of ${line.text.length} characters is too long for an abstract and was skipped.`,
        line.number,
      );
      return false;
    }
    return true;
  });
  const entries = splitEntries(body);
  if (!banner.found && !lookLikePapers(entries)) {
    return { name, entries: [], warnings };
  }
  if (!banner.found && entries.length > 0) {
    note('No heading of a papers page; read as titles and abstracts.');
  }
  const kept = withoutRepeats(entries, note);
  for (const { title, abstract, line } of kept) {
    if (abstract === undefined) {
      note(`“${title}” has no abstract.`, line);
    }
  }
  return { name, ...(banner.date && { date: banner.date }), entries: kept, warnings };
}

function refuse(name: string, message: string): ParsedPage {
  return { name, entries: [], warnings: [{ file: name, message }], refused: message };
}

function countLines(count: number): string {
  return count === 1 ? 'One line' : `${count} lines`;
}

/** Without a heading only a page that is nothing but titles and abstracts counts. */
function lookLikePapers(entries: readonly PageEntry[]): boolean {
  const { shortest, longest, sentences } = plausibleAbstract;
  return entries.every(({ abstract = '' }) => {
    const ends = abstract.slice(0, longest).match(/[\p{L}\p{N})”"'][.!?](?=\s|$)/gu)?.length ?? 0;
    return abstract.length >= shortest && abstract.length <= longest && ends >= sentences;
  });
}

/** A page lists a paper once; the first place counts, with the first abstract. */
function withoutRepeats(
  entries: readonly PageEntry[],
  note: (message: string, line: number) => void,
): PageEntry[] {
  const kept = new Map<string, PageEntry>();
  for (const entry of entries) {
    const key = normaliseTitle(entry.title);
    const first = kept.get(key);
    if (first === undefined) {
      kept.set(key, entry);
      continue;
    }
    note(`“${entry.title}” is on this page twice; its first place counts.`, entry.line);
    if (first.abstract === undefined && entry.abstract !== undefined) {
      kept.set(key, { ...first, abstract: entry.abstract });
    }
  }
  return [...kept.values()];
}
