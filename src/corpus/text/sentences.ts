/** A stretch of a text, as [start, end) in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** What ends in a full stop without ending a sentence. */
const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|et al|cf|vs|resp|approx|fig|figs|eq|eqs|sec|no|dr|prof|[A-Z])\.\s*$/i;

/** The sentences of a text in order, without the space around them. */
export function sentencesOf(text: string): Stretch[] {
  const sentences: Stretch[] = [];
  let open: number | undefined;
  for (const { segment, index } of segmenter.segment(text)) {
    const start = open ?? index;
    const end = index + segment.length;
    if (abbreviation.test(segment) && end < text.length) {
      open = start;
      continue;
    }
    open = undefined;
    const piece = text.slice(start, end);
    const from = start + (piece.length - piece.trimStart().length);
    const to = start + piece.trimEnd().length;
    if (to > from) {
      sentences.push({ start: from, end: to });
    }
  }
  return sentences;
}
