import type { Paper } from '../../corpus/paper.ts';
import { linksOf } from '../../corpus/text/links-of.ts';
import { limits } from '../fit/limits.ts';
import type { Span } from '../markup.ts';

/** Characters a link inside a text may take of the message; a button's may be longer. */
const inText = 200;

/** Where a paper can be read on Hugging Face: its own page, else a search for its title. */
export function huggingFaceLink({ arxivId, title }: Paper, most: number = limits.linkUrl): string {
  return arxivId
    ? `https://huggingface.co/papers/${arxivId}`
    : searchLink('https://huggingface.co/papers?q=', title, most);
}

/** The same, short enough for a text. */
export function titleLink(paper: Paper): string {
  return huggingFaceLink(paper, inText);
}

/** Where a paper can be read on arXiv: its own page, else a search for its title. */
export function arxivLink({ arxivId, title }: Paper): string {
  return arxivId
    ? `https://arxiv.org/abs/${arxivId}`
    : searchLink('https://arxiv.org/search/?searchtype=title&query=', title, limits.linkUrl);
}

/** The first link to code that the paper gives and Discord takes. */
export function codeLink(paper: Paper, most: number = limits.linkUrl): string | undefined {
  return linksOf(paper).find(({ url, code }) => code && url.length <= most)?.url;
}

/** The same, short enough for a text. */
export function codeLinkInText(paper: Paper): string | undefined {
  return codeLink(paper, inText);
}

/** ` · code`, a link behind other facts; nothing where there is no code. */
export function codeSpans(paper: Paper): Span[] {
  const code = codeLinkInText(paper);
  return code === undefined ? [] : [' · ', { link: 'code', to: code }];
}

/** Searches for as much of the title as an address of `most` characters can hold. */
function searchLink(base: string, title: string, most: number): string {
  const typed = title.replace(/\s+/g, ' ');
  const whole = base + encode(typed);
  if (whole.length <= most) {
    return whole;
  }
  const encoded = Array.from(typed, encode);
  let length = base.length;
  const fitting = encoded.findIndex((each) => {
    length += each.length;
    return length > most;
  });
  const cut = encoded.slice(0, fitting).join('');
  return base + cut.slice(0, cut.lastIndexOf('%20') + 1 || undefined).replace(/%$/, '');
}

/** Percent-encoded, the signs too that would end a masked link. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[()'*~_!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
