import type { Paper } from '../paper.ts';
import { normaliseTitle } from '../paper-id.ts';
import type { PaperReader } from '../paper-reader.ts';
import { rawStringOf } from '../raw-text.ts';

/** Titles are compared without spaces, so a short one could be in a text by chance. */
const shortestTitle = 16;

/** Lines and sentences looked up as whole titles, and papers looked for within the text. */
const maxPieces = 60;

/** Finds papers of the corpus near a text: what search would give for it. */
export type FindNear = (text: string) => Promise<readonly Paper[]>;

/**
 * The papers that a text names: by arXiv number (also in a link to arXiv, Hugging Face or DOI), by
 * another link they carry, or by their whole title. In the order in which they are named.
 */
export async function findPapersInText(
  corpus: PaperReader,
  text: string,
  findNear: FindNear,
): Promise<Paper[]> {
  const found: { paper: Paper; at: number }[] = [];
  const note = (paper: Paper, at: number) => found.push({ paper, at: at < 0 ? text.length : at });

  const numbers = [...text.matchAll(/(?<!\d|\d\.)\d{4}\.\d{4,5}(?!\d)/g)].map(([number]) => number);
  for (const paper of await corpus.papersByArxivId([...new Set(numbers)])) {
    note(paper, text.indexOf(paper.arxivId ?? ''));
  }

  const pieces = piecesOf(text).slice(0, maxPieces);
  for (const piece of pieces) {
    const paper = await corpus.paperByTitle(piece);
    if (paper) {
      note(paper, text.indexOf(piece));
    }
  }

  const said = normaliseTitle(text);
  for (const paper of await findNear(text)) {
    const title = normaliseTitle(rawStringOf(paper.storedTitle));
    const at = title.length >= shortestTitle ? said.indexOf(title) : -1;
    const link = paper.links.find((each) => text.includes(each));
    if (at >= 0) {
      note(paper, Math.round((at / said.length) * text.length));
    } else if (link) {
      note(paper, text.indexOf(link));
    }
  }

  const inOrder = found.toSorted((a, b) => a.at - b.at).map(({ paper }) => paper);
  return [...new Map(inOrder.map((paper) => [paper.id, paper])).values()];
}

/** Lines of a text, and what they quote or use as the words of a link. */
function piecesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^[\s>#*\-–•\d.]+|[*_\s]+$/g, ''));
  const quoted = [...text.matchAll(/[“"«]([^”"»\n]{8,300})[”"»]|\[([^\]\n]{8,300})\]\(/g)].map(
    ([, inQuotes, ofLink]) => inQuotes ?? ofLink ?? '',
  );
  return [...new Set([...lines, ...quoted].map((piece) => piece.trim()))].filter(Boolean);
}
