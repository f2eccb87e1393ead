import type { TextLine } from '../lines/text-lines.ts';
import { type MonthDay, readMonthDay } from '../page-date.ts';
import { isNavigation, plainSpaces } from './navigation.ts';

/** The lines above the papers of a saved page, and where the papers begin. */
export interface PageBanner {
  /** Whether anything of Hugging Face Papers' own heading was seen. */
  readonly found: boolean;
  readonly date?: MonthDay;
  /** The lines of the papers; the first may have been glued to the banner. */
  readonly body: readonly TextLine[];
  /** Lines above the papers that are neither banner nor paper. */
  readonly passedOver: readonly TextLine[];
}

/** The heading's button; first titles were found glued to it (`SubscribeOptimizing …`). */
const button = /^Subscribe(?!(?:d|r|rs|s)(?![\p{L}\p{N}]))/u;

/** The parts of the heading, in any order and glued or not. The site changes its wording at times. */
const parts: readonly RegExp[] = [
  /^Get (?:the )?(?:trending|daily|latest) papers in (?:your|my) (?:e-?mail |mail)?inbox(?: (?:once a|every) (?:day|week)| daily| weekly)?\s*[!.]?/i,
  button,
  /^(?:Daily|Weekly|Monthly|Trending) Papers(?=$|\s*by\s*@?AK)/i,
  /^(?:by\s*)?@?AK(?:haliq)? and the (?:research )?community/i,
  // Wrapped in the middle.
  /^by\s*@?AK(?:haliq)?$/i,
  /^(?:by\s*)?@?AK(?:haliq)? and(?: the(?: research)?)?$/i,
  /^(?:and )?(?:the )?research community$/i,
];
const badge = /^new(?=$|\s*Get (?:the )?(?:trending|daily|latest) papers)/i;

/** Lines within which the heading must stand. */
const reach = 80;
/** A line this long is an abstract, not a piece of a menu. */
const maxMenuLine = 160;

/** Separates the banner of a page from the lines of its papers. */
export function readBanner(lines: readonly TextLine[]): PageBanner {
  const first = lines.slice(0, reach).findIndex(({ text }) => peel(text) !== undefined);
  const papersAbove = lines.slice(0, first).some(({ text }) => text.length > maxMenuLine);
  if (first === -1 || papersAbove) {
    return { ...withoutHeading(lines), passedOver: [] };
  }

  const passedOver = lines.slice(0, first).filter((line) => !isNavigation(line.text));
  let date: MonthDay | undefined;
  let hadButton = false;
  for (let at = first; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) {
      break;
    }
    const peeled: Peeled | undefined =
      hadButton && button.test(line.text) ? undefined : peel(line.text);
    hadButton ||= peeled?.hadButton ?? false;
    const day = date === undefined ? (peeled?.date ?? dateAlone(line.text)) : undefined;
    date ??= day;
    const isHeading = peeled
      ? peeled.rest === ''
      : day !== undefined || isNavigation(line.text) || /^by$/i.test(line.text);
    if (isHeading) {
      continue;
    }
    const text = peeled?.rest ?? line.text;
    const body = withoutFooter([{ ...line, text }, ...lines.slice(at + 1)]);
    return { found: true, ...(date && { date }), body, passedOver };
  }
  return { found: true, ...(date && { date }), body: [], passedOver };
}

/** Whether a line is nothing but a part of the heading: a second page pasted below the first. */
export function isBannerLine({ text }: TextLine): boolean {
  const plain = plainSpaces(text);
  return parts.some((part) => part.exec(plain)?.[0].length === plain.length);
}

/** A page pasted without its heading may still begin with its date. */
function withoutHeading(lines: readonly TextLine[]): Omit<PageBanner, 'passedOver'> {
  const date = dateAlone(lines[0]?.text ?? '');
  const body = withoutFooter(lines.slice(date === undefined ? 0 : 1));
  return { found: false, ...(date && { date }), body };
}

interface Peeled {
  readonly rest: string;
  readonly date?: MonthDay;
  readonly hadButton: boolean;
}

/**
 * What is left of a line when the parts of the heading at its start are taken off, or undefined
 * where there are none. A date counts only behind such a part.
 */
function peel(text: string): Peeled | undefined {
  const plain = plainSpaces(text);
  let rest = plain.replace(badge, '').trimStart();
  let date: MonthDay | undefined;
  let hadButton = false;
  for (let before = ''; rest !== before && rest !== ''; ) {
    before = rest;
    for (const part of parts) {
      if (part === button && hadButton) {
        continue;
      }
      hadButton ||= part === button && button.test(rest);
      rest = rest.replace(part, '').trimStart();
    }
    if (rest === plain || date !== undefined) {
      continue;
    }
    const read = readMonthDay(rest);
    if (read !== undefined) {
      date = read.date;
      rest = read.rest.trimStart();
    }
  }
  if (rest === plain) {
    return undefined;
  }
  const asItCame = text.slice(text.length - rest.length);
  return { rest: asItCame, hadButton, ...(date && { date }) };
}

/** The date that a line is; of a week the last day. */
function dateAlone(text: string): MonthDay | undefined {
  const read = readMonthDay(text);
  if (read === undefined || read.rest === '') {
    return read?.date;
  }
  const until = readMonthDay(read.rest.replace(/^\s*(?:[-–—]|to)\s*/u, ''));
  return until?.rest === '' ? until.date : undefined;
}

/** Without the menu at the end of a page that was saved whole. */
function withoutFooter(lines: readonly TextLine[]): readonly TextLine[] {
  const last = lines.findLastIndex((line) => !isNavigation(line.text) && !isBannerLine(line));
  return lines.slice(0, last + 1);
}
