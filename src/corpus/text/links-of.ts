import { type DoiSpan, doiSpans } from '../identifiers/doi.ts';
import type { Paper } from '../paper.ts';

/** A link of a paper, whole and without glued punctuation. */
export interface PaperLink {
  readonly url: string;
  /** Leads to code, a model or data: GitHub, GitLab or Hugging Face. */
  readonly code: boolean;
}

/**
 * What may be a link in a text: `https://…`, the same with a stray space (`https: //…`), `www.…`, or
 * a code host without a scheme. A TeX escape (`\_`) belongs to it, a brace does not.
 */
const linkPattern =
  /(?:https?:\s?\/\/|(?<![\p{L}\p{N}@./-])(?:www\.(?=[a-z\d-]+\.)|(?:github\.com|gitlab\.com|huggingface\.co|hf\.co)\/))(?:[^\s<>"{}|\\^`\u00AD\u200B-\u200F\u2028-\u202F\u2060-\u206F\u3000-\u303F\uFEFF\uFF00-\uFFEF“”‘’\uE000-\uF8FF\u{F0000}-\u{FFFFD}]|\\[_%#&~-])+/giu;

/** Signs that close a sentence, a quotation or an emphasis and not a link. */
const closing = new Set('.,;:!?\'"*_~…–—$)]'.split(''));
const opening: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** A stretch of text that is a link, as [start, end) in UTF-16 units. */
export interface LinkSpan {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

/** Where the links of a text are and what they lead to. */
export function linkSpans(text: string): LinkSpan[] {
  const dois = text.includes('doi.org/10.') && text.includes('<') ? doiSpans(text) : [];
  const spans: LinkSpan[] = [];
  for (const match of text.matchAll(linkPattern)) {
    const { index: start } = match;
    const written = withWholeDoi(text, start, match[0], dois) ?? withoutGluedEnd(match[0]);
    const url = whole(written);
    if (url !== undefined) {
      spans.push({ start, end: start + written.length, url });
    }
  }
  return spans;
}

/** A `<` ends a link but not the DOI in it (`…17:15<1661::AID-K968>3.0.CO;2-2`). */
function withWholeDoi(
  text: string,
  start: number,
  written: string,
  dois: readonly DoiSpan[],
): string | undefined {
  const end = start + written.length;
  const cut = dois.find((doi) => doi.start > start && doi.start < end && doi.end > end);
  return cut && /^[<>]/.test(text.slice(end)) && /doi\.org\/$/i.test(text.slice(start, cut.start))
    ? text.slice(start, cut.end)
    : undefined;
}

/** The links of a text in order, each once. */
export function linksIn(text: string): string[] {
  return [...new Set(linkSpans(text).map(({ url }) => url))];
}

/** The links of a paper, each once. An import collects those of the abstract, too. */
export function linksOf(paper: Pick<Paper, 'links'>): PaperLink[] {
  const urls = new Set(paper.links.flatMap((link) => readLink(link) ?? []));
  return [...urls].map((url) => ({ url, code: isCodeLink(url) }));
}

/**
 * The address that a source gives as a link: here a DOI ends with the text, so that a `<` which
 * would begin a tag in running text belongs to it.
 */
export function readLink(given: string): string | undefined {
  const text = given.trim();
  const [span] = linkSpans(text);
  const isCutDoi = span?.start === 0 && /^<\S*$/.test(text.slice(span.end)) && ofDoi.test(text);
  return isCutDoi ? whole(text) : span?.url;
}

const ofDoi = /^https?:\/\/(?:dx\.)?doi\.org\/10\.\d{4,9}\//i;

/** The first parts of Hugging Face's paths under which no model lies. */
const notModels = new Set(
  'api blog chat collections docs enterprise join learn login models organizations papers posts pricing settings tasks'.split(
    ' ',
  ),
);

/** Whether a link leads to a repository, a model, a dataset, a space or a collection of these. */
export function isCodeLink(link: string): boolean {
  if (!URL.canParse(link)) {
    return false;
  }
  const { hostname, pathname } = new URL(link);
  const host = hostname.replace(/^www\./, '');
  const path = pathname.split('/').filter((part) => part !== '');
  const [first = '', second] = path;
  if (host === 'github.com' || host === 'gist.github.com') {
    return path.length > 0;
  }
  if (host === 'gitlab.com' || host.startsWith('gitlab.')) {
    return path.length > 0;
  }
  if (host !== 'huggingface.co' && host !== 'hf.co') {
    return false;
  }
  if (['datasets', 'spaces', 'collections'].includes(first)) {
    return second !== undefined;
  }
  return second !== undefined && !notModels.has(first);
}

/** Drops what is glued to the end of a link; a closing bracket stays where its opening one is inside. */
function withoutGluedEnd(written: string): string {
  const open = { ')': 0, ']': 0 };
  for (const sign of written) {
    if (sign === '(') {
      open[')'] += 1;
    } else if (sign === '[') {
      open[']'] += 1;
    } else if (sign === ')' || sign === ']') {
      open[sign] -= 1;
    }
  }
  let end = written.length;
  for (; end > 0; end -= 1) {
    const sign = written.charAt(end - 1);
    if (!closing.has(sign)) {
      break;
    }
    if (sign in opening) {
      const bracket = sign as ')' | ']';
      if (open[bracket] >= 0) {
        break;
      }
      open[bracket] += 1;
    }
  }
  return written.slice(0, end);
}

/** The address that was meant, or undefined where it is none. */
function whole(written: string): string | undefined {
  const mended = written
    .replace(/^(https?):\s?\/\//i, (_, scheme: string) => `${scheme.toLowerCase()}://`)
    .replace(/\\([_%#&~-])/g, '$1')
    .replace(/[<>]/g, (sign) => (sign === '<' ? '%3C' : '%3E'));
  const url = /^https?:/.test(mended) ? mended : `https://${mended}`;
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { hostname, protocol, username } = new URL(url);
  const isPublic = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(hostname);
  return isPublic && username === '' && /^https?:$/.test(protocol) ? url : undefined;
}
