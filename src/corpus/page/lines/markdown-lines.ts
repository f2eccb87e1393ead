import { type TextLine, textLines } from './text-lines.ts';

const heading = /^#{1,6}\s+\S/;
const linkOnly = /^(?:[-*+]\s+)?!?\[.*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)$/;
/** An abstract may hold a link of markdown; this many lines of it are a capture. */
const marksOfMarkdown = 2;
const sampleSize = 500;

/** Whether the lines of a page were written down as markdown. */
export function isMarkdown(lines: readonly TextLine[]): boolean {
  const marked = lines
    .slice(0, sampleSize)
    .filter(({ text }) => heading.test(text) || linkOnly.test(text));
  return marked.length >= marksOfMarkdown;
}

/**
 * The lines that one reads on a page that was fetched as markdown, with its headings and links. Only
 * what such a capture adds is taken off: a reader of the whole language would eat the `*` and `_`
 * of formulas.
 */
export function markdownLines(text: string, max: number): TextLine[] | undefined {
  const lines = textLines(text, max);
  if (lines === undefined) {
    return undefined;
  }
  const targets = referencesOf(lines);
  const read: TextLine[] = [];
  let lostLine = false;
  for (const line of joinBrokenLinks(lines)) {
    const before = read.at(-1);
    if (isUnderline(line.text) && before !== undefined && !line.afterBlank) {
      read[read.length - 1] = { ...before, isHeading: true };
      continue;
    }
    const shown = isRule(line.text) ? undefined : readLine(line, targets);
    if (shown === undefined) {
      lostLine ||= line.afterBlank;
      continue;
    }
    read.push(lostLine ? { ...shown, afterBlank: true } : shown);
    lostLine = false;
  }
  return read;
}

/** Captures may be wrapped, in the middle of a link's words too. */
function joinBrokenLinks(lines: readonly TextLine[]): TextLine[] {
  const joined: TextLine[] = [];
  let open = false;
  for (const line of lines) {
    const before = joined.at(-1);
    if (open && before !== undefined && !line.afterBlank) {
      joined[joined.length - 1] = { ...before, text: `${before.text} ${line.text}` };
    } else {
      joined.push(line);
    }
    const text = joined.at(-1)?.text ?? '';
    open = text.length < maxLink && beginsWithLink.test(text) && !closesAgain(text);
  }
  return joined;
}

const beginsWithLink = /^(?:#{1,6}\s+|[-*+]\s+)?(?:by\s+)?\[/;

function closesAgain(text: string): boolean {
  const close = closingOf(text, text.indexOf('['), '[', ']');
  const isLink = close !== undefined && text[close + 1] === '(';
  return close !== undefined && (!isLink || closingOf(text, close + 1, '(', ')') !== undefined);
}

/** `===` or `---` below a line makes it a heading. */
const isUnderline = (text: string) => /^(?:={2,}|-{3,})$/.test(text);
const isRule = (text: string) =>
  /^(?:[-*_]\s?){3,}$/.test(text) || definition.test(text) || /^={2,}$/.test(text);

const definition = /^\[([^\]]+)\]:\s+<?(\S+?)>?(?:\s+"[^"]*")?$/;

function referencesOf(lines: readonly TextLine[]): Map<string, string> {
  const found = lines.map(({ text }) => definition.exec(text));
  return new Map(
    found.flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? ''] as const] : [])),
  );
}

function readLine(line: TextLine, targets: ReadonlyMap<string, string>): TextLine | undefined {
  const addresses: string[] = [];
  const isHeading = heading.test(line.text);
  const bare = line.text.replace(/^(?:>\s*)*(?:#{1,6}\s+)?/, '');
  const unlinked = withoutLinks(bare.replace(/(?<!\s)\s+#+$/, ''), addresses, targets);
  const item = unlinked.trim();
  const words = withoutListMark(item);
  const text = unescaped(withoutEmphasis(words));
  if (text === '') {
    return undefined;
  }
  return {
    ...line,
    text,
    ...(isHeading && { isHeading }),
    ...(words !== item && !isHeading && { isListItem: true }),
    ...(addresses.length > 0 && { addresses }),
  };
}

/** The dash of a list; alone it is the sign for no votes. */
const withoutListMark = (text: string) => text.replace(/^(?:[-*+•]|\d{1,3}\.)\s+(?=\S)/, '');

function withoutEmphasis(text: string): string {
  return /^(\*\*|__)(?!\s)(?:(?!\1).)+\1$/.test(text) ? text.slice(2, -2) : text;
}

/** A capture escapes the signs of markdown; the backslashes of LaTeX stay. */
const unescaped = (text: string) => text.replace(/\\([*_[\]#\-.!+>|~`&])/g, '$1');

/** The text with its links replaced by their words, pictures left out; notes where they lead. */
function withoutLinks(
  text: string,
  addresses: string[],
  targets: ReadonlyMap<string, string>,
): string {
  if (!text.includes('[')) {
    return text.replace(/<(https?:\/\/[^\s<>]+)>/g, '$1');
  }
  let shown = '';
  let at = 0;
  let unclosed = 0;
  while (at < text.length && unclosed < mostUnclosed) {
    const open = text.indexOf('[', at);
    const link = open === -1 ? undefined : linkAt(text, open, targets);
    if (open === -1) {
      break;
    }
    if (link === undefined) {
      unclosed += 1;
      shown += text.slice(at, open + 1);
      at = open + 1;
      continue;
    }
    const isPicture = text[open - 1] === '!';
    shown += text.slice(at, isPicture ? open - 1 : open);
    if (!isPicture) {
      addresses.push(link.address);
      const words = withoutLinks(link.words, addresses, targets).trim();
      shown += isGlued(shown, words) ? ` ${words}` : words;
    }
    at = link.end;
  }
  return shown + text.slice(at);
}

/** `May 29[6](…)` is a date and a number, which the page shows apart. */
const isGlued = (before: string, words: string) =>
  /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(words);

/** A line with more brackets than this that open no link has none. */
const mostUnclosed = 200;

/** Longer than any link of a page; what does not end by then is no link. */
const maxLink = 6000;

/** The link whose words begin at `open`: `[words](address)` or `[words][name]`. */
function linkAt(
  text: string,
  open: number,
  targets: ReadonlyMap<string, string>,
): { words: string; address: string; end: number } | undefined {
  const close = closingOf(text, open, '[', ']');
  if (close === undefined) {
    return undefined;
  }
  const words = text.slice(open + 1, close);
  if (text[close + 1] === '(') {
    const end = closingOf(text, close + 1, '(', ')');
    if (end === undefined) {
      return undefined;
    }
    const [address = ''] = text
      .slice(close + 2, end)
      .trim()
      .split(/\s/, 1);
    return { words, address, end: end + 1 };
  }
  if (text[close + 1] !== '[') {
    return undefined;
  }
  const end = closingOf(text, close + 1, '[', ']');
  if (end === undefined) {
    return undefined;
  }
  const address = targets.get(text.slice(close + 2, end) || words);
  return address === undefined ? undefined : { words, address, end: end + 1 };
}

function closingOf(text: string, from: number, open: string, close: string): number | undefined {
  let depth = 0;
  const last = Math.min(text.length, from + maxLink);
  for (let at = from; at < last; at += 1) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text[at] === open) {
      depth += 1;
    } else if (text[at] === close) {
      depth -= 1;
      if (depth === 0) {
        return at;
      }
    }
  }
  return undefined;
}
