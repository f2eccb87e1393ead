import { convert } from 'html-to-text';

const start =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i;
const pageTag =
  /<\/?(?:html|head|body|div|span|section|article|main|nav|script|style|ul|li|h[1-6]|p|a)(?:\s[^<>]{0,2000})?>/gi;
const sampleSize = 65_536;
/** Comparison signs and a stray tag occur in abstracts; so many tags do not. */
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
/** Buttons and counts of votes, comments and authors, which are between the papers on the site. */
const boilerplate =
  /^(?:upvote|bookmark|submitted by\b.*|published on\b.*|view (?:paper|pdf)|[\d.,]+k?|[·•+]?\s*\d+ (?:authors?|comments?|upvotes?))$/gim;

/** The lines that one reads on a web page, or undefined where they cannot be made out. */
export function textOfHtml(html: string): string | undefined {
  if (html.length > maxHtml || depthOf(html) > deepest) {
    return undefined;
  }
  try {
    const text = convert(html, {
      wordwrap: false,
      limits: { maxInputLength: maxHtml, maxDepth: 400 },
      baseElements: { selectors: ['main'], returnDomByDefault: true },
      selectors: [
        { selector: 'a', options: { ignoreHref: true } },
        ...['img', 'svg', 'script', 'style', 'noscript', 'nav', 'footer', 'button[hidden]'].map(
          (selector) => ({ selector, format: 'skip' }),
        ),
        ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
          selector,
          options: { uppercase: false },
        })),
        ...['ul', 'ol', 'li', 'button', 'time', 'label'].map((selector) => ({
          selector,
          format: 'block',
        })),
      ],
    });
    return text.replace(boilerplate, '');
  } catch {
    return undefined;
  }
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
