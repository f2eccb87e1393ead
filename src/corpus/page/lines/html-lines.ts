import { convert, type DomNode, type FormatCallback } from 'html-to-text';
import { readMonthDay } from '../page-date.ts';
import { type TextLine, textLines } from './text-lines.ts';

const start =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i;
const pageTag =
  /<\/?(?:html|head|body|div|span|section|article|main|nav|script|style|ul|li|h[1-6]|p|a)(?:\s[^<>]{0,2000})?>/gi;
const sampleSize = 65_536;
/** Comparison signs and a stray tag occur in abstracts; this many tags do not. */
const tagsOfPage = 8;

/**
 * Whether a text is a web page rather than what one reads on it. An abstract may speak of `<p>` or
 * `x<y>z`, so either the start says so, or many tags do.
 */
export function isHtml(text: string): boolean {
  const sample = text.slice(0, sampleSize);
  if (start.test(sample)) {
    return true;
  }
  return (sample.match(pageTag)?.length ?? 0) >= tagsOfPage;
}

/** A web page saved as one file with its pictures (`.mht`), which no reader here understands. */
export function isMhtml(text: string): boolean {
  const head = text.slice(0, 4096);
  return /^MIME-Version:/im.test(head) && /^Content-Type:\s*multipart\/related/im.test(head);
}

/** Above this a web page would hold up everything else while it is read. */
const maxHtml = 16_000_000;

/** Deeper than any page is; the reader's time grows with the square of it. */
const deepest = 1000;

/** Signs of the private use area, which no page shows, around what is not text. */
const mark = { heading: '\uE000', headingEnd: '\uE001', address: '\uE002', addressEnd: '\uE003' };
const marks = /[\uE000-\uE003]/g;
const headings = new RegExp(`${mark.heading}[^${mark.headingEnd}]*${mark.headingEnd}`, 'g');
const addresses = new RegExp(`${mark.address}([^${mark.addressEnd}]*)${mark.addressEnd}`, 'g');
const maxAddress = 500;

/**
 * The lines that one reads on a web page, with its headings and links; undefined where they cannot
 * be made out. They are numbered as they are read, not as they are in the file.
 */
export function htmlLines(html: string, max: number): TextLine[] | undefined {
  const text = textOf(html);
  const lines = text === undefined ? undefined : textLines(text, max);
  return lines && readMarks(lines);
}

/** Takes the marks out of the lines; a mark alone on a line belongs to the next one. */
function readMarks(lines: readonly TextLine[]): TextLine[] {
  const read: TextLine[] = [];
  let waiting: { addresses: string[]; isHeading: boolean; afterBlank: boolean } | undefined;
  for (const { number, text, afterBlank } of lines) {
    const found = {
      addresses: [...(waiting?.addresses ?? []), ...addressesIn(text)],
      isHeading: (waiting?.isHeading ?? false) || text.includes(mark.heading),
      afterBlank: (waiting?.afterBlank ?? false) || afterBlank,
    };
    const shown = text.replace(addresses, '').replace(marks, '').trim();
    if (shown === '') {
      waiting = found;
    } else {
      read.push({ number, text: shown, ...found });
      waiting = undefined;
    }
  }
  return read;
}

function addressesIn(text: string): string[] {
  return [...text.matchAll(addresses)].map(([, address = '']) => address);
}

function textOf(html: string): string | undefined {
  if (html.length > maxHtml || depthOf(html) > deepest) {
    return undefined;
  }
  try {
    const text = convert(html.replace(marks, ''), {
      wordwrap: false,
      limits: { maxInputLength: maxHtml, maxDepth: 400 },
      baseElements: { selectors: ['main'], returnDomByDefault: true },
      formatters: { marked: markedHeading, linked: markedLink, dated: datedTime },
      selectors: [
        { selector: 'a', format: 'linked' },
        { selector: 'time', format: 'dated' },
        ...['img', 'svg', 'script', 'style', 'noscript', 'nav', 'footer', 'button[hidden]'].map(
          (selector) => ({ selector, format: 'skip' }),
        ),
        ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, format: 'marked' })),
        ...['ul', 'ol', 'li', 'button', 'label'].map((selector) => ({ selector, format: 'block' })),
      ],
    });
    return text.replace(headings, (heading) => heading.replace(/\s+/g, ' '));
  } catch {
    return undefined;
  }
}

const markedHeading: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2 });
  builder.addLiteral(mark.heading);
  walk(element.children, builder);
  builder.addLiteral(mark.headingEnd);
  builder.closeBlock({ trailingLineBreaks: 2 });
};

const markedLink: FormatCallback = (element, walk, builder) => {
  const { href } = attributesOf(element);
  const isApart = standsAlone(element as Siblings);
  if (isApart) {
    builder.openBlock({});
  }
  if (href !== undefined && href.length <= maxAddress) {
    builder.addLiteral(`${mark.address}${href.replace(/\s+/g, '')}${mark.addressEnd}`);
  }
  walk(element.children, builder);
  if (isApart) {
    builder.closeBlock({});
  }
};

/** Whether nothing but other elements is next to it: then it is a button and no part of a sentence. */
function standsAlone({ prev, next }: Siblings): boolean {
  return [prev, next].every((sibling) => sibling?.type !== 'text' || sibling.data?.trim() === '');
}

/** What the parser gives and its types leave out. */
interface Siblings {
  readonly prev?: DomNode | null;
  readonly next?: DomNode | null;
}

/** A page leaves out the year where it is this year's; the `datetime` of a time has it. */
const datedTime: FormatCallback = (element, walk, builder) => {
  builder.openBlock({});
  walk(element.children, builder);
  const shown = readMonthDay(textIn(element).trim());
  const [, year, month] = /^(\d{4})-(\d{2})-/.exec(attributesOf(element).datetime ?? '') ?? [];
  if (shown?.rest === '' && shown.date.year === undefined && shown.date.month === Number(month)) {
    builder.addInline(`, ${year}`);
  }
  builder.closeBlock({});
};

function textIn(node: DomNode): string {
  return node.type === 'text' ? (node.data ?? '') : node.children.map(textIn).join('');
}

function attributesOf(element: DomNode): Record<string, string | undefined> {
  return (element.attribs as Record<string, string> | undefined) ?? {};
}

/** How deep elements lie in each other at most; those that a parser closes by itself do not count. */
function depthOf(html: string): number {
  const tags =
    /<(\/?)(?!(?:p|li|td|tr|th|dt|dd|option|br|img|hr|input|meta|link|path|source|wbr)[\s/>])[a-z][^\s/>]*/gi;
  let depth = 0;
  let deepestYet = 0;
  for (const [, closing] of html.matchAll(tags)) {
    depth = Math.max(0, depth + (closing === '/' ? -1 : 1));
    deepestYet = Math.max(deepestYet, depth);
  }
  return deepestYet;
}
