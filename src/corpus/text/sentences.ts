/** A stretch of a text, as [start, end) in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** What ends in a full stop without ending a sentence. */
const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|et al|cf|vs|resp|approx|fig|figs|eq|eqs|sec|no|dr|prof|[A-Z])\.\s*$/i;

/**
 * Units that the segmenter is given at once: where every few letters could end a sentence, the time
 * it takes grows with the square of the length.
 */
const maxSegmented = 2000;

/** The segments of a text; one without an end goes on in the next. */
function* segmentsOf(text: string): Generator<{ segment: string; index: number; ends: boolean }> {
  for (let from = 0; from < text.length; ) {
    const piece = text.slice(from, from + maxSegmented);
    const isLast = from + piece.length >= text.length;
    const segments = [...segmenter.segment(piece)];
    const last = segments.pop();
    for (const { segment, index } of segments) {
      yield { segment, index: from + index, ends: true };
    }
    // The last segment of a piece may go on behind it.
    if (last !== undefined && (isLast || segments.length === 0)) {
      yield { segment: last.segment, index: from + last.index, ends: isLast };
    }
    from += isLast || segments.length === 0 ? piece.length : (last?.index ?? piece.length);
  }
}

/** The sentences of a text in order, without the space around them. */
export function sentencesOf(text: string): Stretch[] {
  const sentences: Stretch[] = [];
  let open: number | undefined;
  for (const { segment, index, ends } of segmentsOf(text)) {
    const start = open ?? index;
    const end = index + segment.length;
    if (!ends || (abbreviation.test(segment) && end < text.length)) {
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
