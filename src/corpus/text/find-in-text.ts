import { arxivSpans } from '../identifiers/arxiv-number.ts';
import { doiSpans } from '../identifiers/doi.ts';
import type { Paper } from '../paper.ts';
import { normaliseTitle } from '../paper-id.ts';
import type { PaperReader } from '../paper-reader.ts';
import { rawStringOf } from '../raw-text.ts';
import { linkSpans, linksOf } from './links-of.ts';

/** Titles are compared without spaces, so a short one could be in a text by chance. */
const shortestTitle = 16;

/** Lines and sentences looked up as whole titles, and papers looked for within the text. */
const maxPieces = 60;

/** Finds papers of the corpus near a text: what search would give for it. */
export type FindNear = (text: string) => Promise<readonly Paper[]>;

/**
 * The papers that a text names: by arXiv number (old or new, also in a link to arXiv, Hugging Face
 * or DOI), by their DOI, by another link they carry, or by their whole title. In the order in which
 * they are named.
 */
export async function findPapersInText(
  corpus: PaperReader,
  text: string,
  findNear: FindNear,
): Promise<Paper[]> {
  const found: { paper: Paper; at: number }[] = [];
  const note = (paper: Paper, at: number) => found.push({ paper, at: at < 0 ? text.length : at });

  const spans = arxivSpans(text);
  for (const paper of await corpus.papersByArxivId(numbersOf(spans))) {
    note(paper, spans.find(({ number }) => number === paper.arxivId)?.start ?? -1);
  }

  const pieces = piecesOf(text).slice(0, maxPieces);
  for (const piece of pieces) {
    const paper = await corpus.paperByTitle(piece);
    if (paper) {
      note(paper, text.indexOf(piece));
    }
  }

  const said = normaliseTitle(text);
  const placeOf = addressesIn(text);
  for (const paper of await findNear(text)) {
    const title = normaliseTitle(rawStringOf(paper.storedTitle));
    const at = title.length >= shortestTitle ? said.indexOf(title) : -1;
    const place = at < 0 ? placeOf(paper) : Math.round((at / said.length) * text.length);
    if (place !== undefined) {
      note(paper, place);
    }
  }

  const inOrder = found.toSorted((a, b) => a.at - b.at).map(({ paper }) => paper);
  return [...new Map(inOrder.map((paper) => [paper.id, paper])).values()];
}

/** The arXiv numbers that a text mentions and no paper of the corpus has, each once, in order. */
export async function numbersNotInCorpus(corpus: PaperReader, text: string): Promise<string[]> {
  const numbers = numbersOf(arxivSpans(text));
  const found = await corpus.papersByArxivId(numbers);
  const known = new Set(found.map(({ arxivId }) => arxivId));
  return numbers.filter((number) => !known.has(number));
}

function numbersOf(spans: readonly { readonly number: string }[]): string[] {
  return [...new Set(spans.map(({ number }) => number))];
}

/** Where in a text a paper's own DOI or one of its links is. */
function addressesIn(text: string): (paper: Paper) => number | undefined {
  const places = new Map<string, number>();
  for (const { url, start } of linkSpans(text)) {
    places.set(withoutScheme(url), start);
  }
  for (const { doi, start } of doiSpans(text)) {
    places.set(doi.toLowerCase(), start);
  }
  return (paper) => {
    const links = linksOf(paper).map(({ url }) => url);
    const dois = [...links, paper.doi ?? ''].flatMap((each) => doiSpans(each)[0]?.doi ?? []);
    const names = [...links.map(withoutScheme), ...dois.map((doi) => doi.toLowerCase())];
    return names.map((name) => places.get(name)).find((place) => place !== undefined);
  };
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?|(?<!\/)\/+$/gi, '').toLowerCase();
}

/** Lines of a text, and what they quote or use as the words of a link. */
function piecesOf(text: string): string[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/^[\s>#*\-–•\d.]+/, '').replace(/(?<![*_\s])[*_\s]+$/, ''));
  const quoted = [...text.matchAll(/[“"«]([^”"»\n]{8,300})[”"»]|\[([^\]\n]{8,300})\]\(/g)].map(
    ([, inQuotes, ofLink]) => inQuotes ?? ofLink ?? '',
  );
  return [...new Set([...lines, ...quoted].map((piece) => piece.trim()))].filter(Boolean);
}
