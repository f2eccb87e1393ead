import type { TextLine } from '../lines/text-lines.ts';
import { type MonthDay, readMonthDay } from '../page-date.ts';
import { isNavigation } from './navigation.ts';

/** A date, on its own or behind words of the site (`Published on May 29, 2025`). */
const dated = /^\s*(?:·\s*)?(?:(?:published|updated|submitted)(?: on)?\s*)?(\S.*)$/iu;
/** `3 days ago`, in place of a date. */
export const ago =
  /^(?:·\s*)?(?:published |updated |submitted )?(?:about |an?|over |\d+) ?(?:hour|day|week|month|year|minute)s? ago$/iu;
const count = /^(?:[-–—+]|[+·•#]?\s*\d[\d.,]*\s*[kKmM]?)$/u;
const counted =
  /^(?:[+·•-]\s*)*\d[\d.,]*[kKmM]?\s+(?:authors?|comments?|(?:up)?votes?|upvotes?|likes?|stars?|models?|datasets?|spaces?|collections?|replies|more)$/iu;
/** Buttons and labels, with the number that may follow them. */
const label =
  /^(?:[·•…]|\.{3}|(?:[·•]\s*)?(?:(?:link|image|button)\s*\d*:\s*)?(?:upvote|upvoted|published(?: on)?|updated(?: on)?|bookmark|share|like|comments?|discussion|github|git ?hub repo(?:sitory)?|arxiv(?: page| link)?|view (?:paper|pdf|arxiv page)|view on (?:arxiv|github)|pdf|project page|hugging face|models?|datasets?|spaces?|collections?|running on zero|paper author|ai-generated summary|#\d+ paper of the (?:day|week|month)|load more|show more|read more|see more|previous|next)(?:\s*(?:[:·]\s*)?(?:-|\d[\d.,]*\s*[kKmM]?))?)$/iu;
/** The label before the name of who submitted a paper, which may follow on the same line. */
export const submittedBy = /^submitted by\b\s*/iu;
const authors = /^(?:[+·•-]\s*)*\d+ authors?$/iu;
/** `· May 29` or `· Published on May 29, 2025 6` glued to the end of what comes before it. */
const gluedEnd = /(?:(?<!\s)\s+)?[·•]\s*((?:published on\s+)?[^·•]{3,40})$/iu;

/** No glued end is longer. */
const longestEnd = 100;

/** An organisation's or a person's name has no more signs than this. */
export const longestName = 100;
/** How a sentence ends. */
export const sentenceEnd = /[.!?…]["'”’)\]}]*$/u;

/** A line of a page, and what it is where it is the site's. */
export interface ReadLine {
  readonly line: TextLine;
  /** Set where the line is the site's: whether it comes above a paper or below it. */
  readonly mark?: 'opens' | 'closes';
  /** Whether only an organisation can come right above it. */
  readonly followsName?: boolean;
  readonly published?: MonthDay | undefined;
  readonly organisation?: string | undefined;
}

/** Usually the line itself; two where the site's part was glued to the end of a paper's. */
export function readLine(line: TextLine, before: TextLine | undefined): ReadLine[] {
  if (isAddress(line.text) && before !== undefined && endsOpen(before)) {
    return [{ line }];
  }
  const whole = readSiteLine(line);
  if (whole !== undefined) {
    return [whole];
  }
  const glued = gluedEnd.exec(line.text.slice(-longestEnd));
  const end = glued && readDate(glued[1] ?? '');
  if (!glued || !end) {
    return [{ line }];
  }
  const text = line.text.slice(0, line.text.length - glued[0].length).trim();
  const site: ReadLine = {
    line: { ...line, text: glued[1] ?? '', afterBlank: false },
    mark: 'closes',
    followsName: true,
    published: end,
  };
  return text === '' ? [site] : [...readLine({ ...line, text }, before), site];
}

function readSiteLine(line: TextLine): ReadLine | undefined {
  const { text, addresses = [] } = line;
  if (text.length > longestName) {
    return undefined;
  }
  const published = readDate(text);
  if (published !== undefined || ago.test(text)) {
    return { line, mark: 'closes', followsName: true, published };
  }
  if (count.test(text)) {
    return { line, mark: 'closes', followsName: true };
  }
  if (submittedBy.test(text)) {
    return { line, mark: 'opens', followsName: true };
  }
  if (counted.test(text) || isLabel(text) || isAddress(text) || isNavigation(text)) {
    return { line, mark: 'closes', followsName: !authors.test(text) };
  }
  const isLinkedName = line.isHeading !== true && addresses.some(isProfile);
  return isLinkedName ? { line, mark: 'closes', organisation: nameOf(text) } : undefined;
}

/** The date of a line that is nothing else, but for a number of comments behind it. */
function readDate(text: string): MonthDay | undefined {
  const [, rest = ''] = dated.exec(text) ?? [];
  const read = readMonthDay(rest.replace(/^on\s+/iu, ''));
  return read !== undefined && /^\s*(?:(?:[·•]\s*)?\d{1,4})?$/u.test(read.rest)
    ? read.date
    : undefined;
}

/** Longer than most names, as short as lines are wrapped. */
const wrappedLine = 40;
const opensAddress =
  /(?:[:,(]|\b(?:at|in|on|from|see|via|is|code|here|website|page|available|under))$/iu;

/** Whether an address on the next line may be the end of its sentence. */
const endsOpen = ({ text }: TextLine) =>
  opensAddress.test(text) ||
  (text.length > wrappedLine && !sentenceEnd.test(text) && !isAddress(text));

/** Buttons begin with a capital; the last word of a wrapped abstract seldom does. */
const isLabel = (text: string) => label.test(text) && !/^(?!ar[xX]iv)\p{Ll}/u.test(text);

const isAddress = (text: string) => /^(?:https?:\/\/|www\.)\S+$/u.test(text);

/** The page of a person or an organisation: one part behind the host. */
function isProfile(address: string): boolean {
  const path = /^(?:https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co))?\/([\w.-]+)\/?$/iu.exec(
    address,
  );
  return (
    path !== null &&
    !/^(?:papers|models|datasets|spaces|docs|login|join|pricing)$/iu.test(path[1] ?? '')
  );
}

/** A name without the signs of a list before it. */
export const nameOf = (text: string): string => text.replace(/^[·•\-\s]+/u, '');
