import { renderLatex } from './latex/render-latex.ts';
import { linkSpans, linksIn } from './links-of.ts';

/** Levels of braces that are rendered; a text with more is shown as it came. */
const maxPasses = 6;

/**
 * A text of the corpus as people are shown it: on one line, left-over LaTeX and markdown rendered
 * as far as possible, links without what was glued to them. Idempotent; no word is lost.
 * Not escaped: that is up to who shows it.
 */
export function cleanText(text: string): string {
  const original = onOneLine(text);
  let before = original;
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const after = onOneLine(cleanOnce(before));
    if (after === before) {
      return after;
    }
    before = after;
  }
  return original;
}

/** Controls, private-use characters and marks that turn or hide text; none of them is a word. */
const invisible =
  /[\p{Cc}\p{Co}\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0001}]+/gu;

/** Marks on one letter: no script needs more, and a pile of them covers the lines around it. */
const pileOfMarks = /(\p{M}{6})\p{M}+/gu;

const untidy = new RegExp(`^\\s|\\s$|\\s\\s|[^\\S ]|\\p{M}{7}|${invisible.source}`, 'u');
const printableAscii = /^[ -~]*$/;

/** Most texts are plain ASCII, which takes a fraction of the time to check. */
function needsTidying(text: string): boolean {
  return printableAscii.test(text)
    ? text.includes('  ') || text.startsWith(' ') || text.endsWith(' ')
    : untidy.test(text);
}

/** White space of any kind and length as single spaces, without what hides, turns or covers text. */
export function onOneLine(text: string): string {
  if (!needsTidying(text)) {
    return text;
  }
  return text
    .replace(/\s+/gu, ' ')
    .replace(invisible, '')
    .replace(pileOfMarks, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const firstPlaceholder = 0xf0000;
const maxLinks = 0xfffd;
const placeholder = /[\u{F0000}-\u{FFFFD}]/gu;

/** One pass. Links are set aside as single private-use characters, which no rule touches. */
function cleanOnce(text: string): string {
  const spans = linkSpans(text);
  if (spans.length > maxLinks) {
    return text;
  }
  let aside = '';
  let end = 0;
  spans.forEach((span, at) => {
    aside += text.slice(end, span.start) + String.fromCodePoint(firstPlaceholder + at);
    end = span.end;
  });
  aside += text.slice(end);
  const url = (sign: string) => spans[(sign.codePointAt(0) ?? 0) - firstPlaceholder]?.url ?? '';
  const rendered = renderLatex(withoutEmphasis(withoutRepeatedLinks(aside, url)));
  if (spans.length === 0) {
    return rendered;
  }
  const cleaned = rendered.replace(placeholder, url);
  // Where what was between a link and a word is gone, the word would now belong to the link.
  const before = new Set(spans.map((span) => span.url));
  const after = linksIn(cleaned);
  const areWhole = after.length === before.size && after.every((link) => before.has(link));
  return areWhole ? cleaned : text;
}

/** `link{link}` is what is left of a LaTeX link whose label is its address. */
function withoutRepeatedLinks(text: string, url: (sign: string) => string): string {
  return text.replace(
    /([\u{F0000}-\u{FFFFD}])\{\s*([\u{F0000}-\u{FFFFD}])\s*\}/gu,
    (written, link: string, label: string) => (url(link) === url(label) ? link : written),
  );
}

/** `**name**` and `*name*` without their stars; `A* and Q*` keep theirs. */
function withoutEmphasis(text: string): string {
  if (!text.includes('*')) {
    return text;
  }
  return text
    .replace(/(?<=^|[\s(“"])\*\*(?=[^\s*])([^*]{1,200}?)(?<=[^\s*])\*\*(?![\w*])/g, '$1')
    .replace(/(?<=^|[\s(“"])\*(?=[^\s*])([^*]{1,200}?)(?<=[^\s*])\*(?![\w*])/g, '$1');
}
