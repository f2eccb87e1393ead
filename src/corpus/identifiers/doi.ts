/** A DOI in a text, as [start, end) in UTF-16 units. */
export interface DoiSpan {
  readonly start: number;
  readonly end: number;
  /** From `10.` on, as written but for percent signs of an address. */
  readonly doi: string;
}

/**
 * `10.`, the registrant's digits, a slash and any printable sign
 * (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html). Where one ends in running text is
 * told by spaces, quotation marks and the punctuation around it. A TeX escape (`\_`) belongs to it.
 */
const pattern =
  /(?<![\p{L}\p{N}]|\d\.)10\.\d{4,9}(?:\.\d+)*(?:\/|%2f)(?:[^\s"“”«»`\\{}|^]|\\[_%#&~$<>-])+/giu;
const resolver = /(?:doi\.org|doi\.acm\.org)\/$/iu;
const closing = new Set(".,;:!?'’*_~…\\".split(''));
const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '>': '<' };

/** Where the DOIs of a text are, in order: bare, behind `doi:` or in an address. */
export function doiSpans(text: string): DoiSpan[] {
  return [...text.matchAll(pattern)].flatMap((match): DoiSpan[] => {
    const inAddress = resolver.test(text.slice(Math.max(0, match.index - 16), match.index));
    const cut = inAddress ? (match[0].split(/[?#]/u, 1)[0] ?? '') : match[0];
    const written = withoutGluedEnd(withoutTag(cut));
    const plain = written.replace(/\\([_%#&~$<>-])/g, '$1');
    const doi = plain.includes('%') ? decoded(plain) : plain;
    const hasSuffix = /^10\.[\d.]+\/./u.test(doi);
    return hasSuffix ? [{ start: match.index, end: match.index + written.length, doi }] : [];
  });
}

/** The DOI that a text is: bare, `doi:…` or an address at doi.org; undefined for anything else. */
export function readDoi(text: string): string | undefined {
  const typed = text.trim().replace(/^<(.+)>$/u, '$1');
  const [span] = doiSpans(typed);
  const asked = typed.search(/[?#]/u);
  if (span === undefined || (asked >= 0 && asked < span.end)) {
    return undefined;
  }
  if (!/^(?:[?#]\S*)?$/u.test(typed.slice(span.end))) {
    return undefined;
  }
  const before = typed.slice(0, span.start);
  return /^(?:(?:https?:\/\/)?(?:[a-z-]+\.)*doi\.org\/|doi\s*(?::\s*)?)?$/iu.test(before)
    ? span.doi
    : undefined;
}

/** DOIs are compared without case (ISO 26324). */
export function sameDoi(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** A `<` belongs to a DOI (`…17:15<1661::AID-K968>3.0.CO;2-2`), a tag of HTML does not. */
function withoutTag(written: string): string {
  return written.replace(/<\/?(?:a|b|i|p|em|br|li|td|div|span|strong)\b.*$/isu, '');
}

function withoutGluedEnd(written: string): string {
  const open = new Map<string, number>();
  for (const sign of written) {
    open.set(sign, (open.get(sign) ?? 0) + 1);
  }
  let end = written.length;
  for (; end > 0; end -= 1) {
    const sign = written.charAt(end - 1);
    const partner = brackets[sign];
    const isSurplus = partner !== undefined && (open.get(sign) ?? 0) > (open.get(partner) ?? 0);
    if (!closing.has(sign) && !isSurplus && sign !== '<') {
      break;
    }
    open.set(sign, (open.get(sign) ?? 0) - 1);
  }
  return written.slice(0, end);
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
