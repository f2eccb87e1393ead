import type { ImportWarning } from '../corpus-store.ts';
import { normaliseTitle } from '../paper-id.ts';
import { htmlLines, isHtml, isMhtml } from './lines/html-lines.ts';
import { isMarkdown, markdownLines } from './lines/markdown-lines.ts';
import { type TextLine, textLines } from './lines/text-lines.ts';
import { isPaper, oddEntries, refusalOf } from './odd-entries.ts';
import type { MonthDay } from './page-date.ts';
import { isBannerLine, readBanner } from './site/page-banner.ts';
import { type PageEntry, splitEntries } from './split-entries.ts';

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
    return refuse(name, `The file is a web archive, which cannot be read. ${howToSave}`);
  }
  const lines = fromHtml ? htmlLines(text, maxLines) : linesOf(text);
  if (lines === undefined) {
    return refuse(
      name,
      fromHtml
        ? `The file is a web page that cannot be read. ${howToSave}`
        : `The file has more than ${maxLines} lines of text. ${expectation}`,
    );
  }
  if (lines.length === 0) {
    return refuse(name, `The file is empty. ${expectation}`);
  }
  const page = readLines(lines, name, fromHtml);
  if (page.entries.length > 0) {
    return page;
  }
  if (page.refused !== undefined) {
    return refuse(name, `${page.refused} ${howToSave}`);
  }
  return refuse(
    name,
    `The file contains no papers. ${expectation}${fromHtml ? ` ${howToSave}` : ''}`,
  );
}

function linesOf(text: string): TextLine[] | undefined {
  const lines = textLines(text, maxLines);
  return lines && isMarkdown(lines) ? markdownLines(text, maxLines) : lines;
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
      `${countLines(banner.passedOver.length)} above the page heading skipped.`,
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
  if (!banner.found && !lookLikePapers(entries) && !comeFromSite(entries)) {
    return { name, entries: [], warnings };
  }
  if (!banner.found && entries.length > 0) {
    note('The heading of a papers page is missing; the text was read as titles and abstracts.');
  }
  const odd = oddEntries(entries);
  if (odd.length * 2 > entries.length) {
    return { name, entries: [], warnings, refused: refusalOf(odd, entries.length) };
  }
  for (const { entry, message } of odd) {
    note(message, entry.line);
  }
  const kept = withoutRepeats(entries.filter(isPaper), note);
  noteMissing(kept, note);
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

type Note = (message: string, line?: number) => void;

/** Names each paper without an abstract, or says once that the page shows none. */
function noteMissing(entries: readonly PageEntry[], note: Note): void {
  const bare = entries.filter(({ abstract }) => abstract === undefined);
  if (bare.length > 1 && bare.length * 2 > entries.length) {
    const whose = bare.length === entries.length ? 'its' : `${bare.length} of its`;
    note(`The page shows no abstracts for ${whose} ${entries.length} papers.`);
    return;
  }
  for (const { title, line } of bare) {
    note(`“${title}” has no abstract.`, line);
  }
}

/** A piece of the site that was copied without its heading still shows dates and numbers. */
function comeFromSite(entries: readonly PageEntry[]): boolean {
  const told = entries.filter(({ published, arxivId }) => published ?? arxivId);
  return told.length * 2 > entries.length;
}

/**
 * A page lists a paper once; the first place counts, with the first abstract. Trending pages hold a
 * second copy of each paper for narrow screens, which is nothing to tell anybody about.
 */
function withoutRepeats(entries: readonly PageEntry[], note: Note): PageEntry[] {
  const keys = entries.map(({ title }) => normaliseTitle(title));
  const areTwice = (new Set(keys).size - 1) * 2 < keys.length - 1;
  const kept = new Map<string, PageEntry>();
  for (const [at, entry] of entries.entries()) {
    const key = keys[at] ?? '';
    const first = kept.get(key);
    if (first === undefined) {
      kept.set(key, entry);
      continue;
    }
    if (!areTwice) {
      note(`“${entry.title}” is on this page twice; only the first one was used.`, entry.line);
    }
    kept.set(key, { ...entry, ...first });
  }
  return [...kept.values()];
}
