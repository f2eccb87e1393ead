import type { Line, Span } from '../markup.ts';
import type { Block, Reply } from '../reply.ts';
import { cutClause } from './cut-clause.ts';
import { cutText } from './cut-text.ts';
import { fits, measureReply } from './measure-reply.ts';

/**
 * The reply inside Discord's limits for one message: lines that may shrink are shortened, the
 * longest first, and only as far as needed; below what they should keep only where nothing else
 * helps. Undefined where that is not enough: the caller then shows less, and says so.
 */
export function shrinkReply(reply: Reply): Reply | undefined {
  if (fits(measureReply(reply))) {
    return reply;
  }
  return (
    shrinkLongest(reply, (most, { shrinkTo = most }) => Math.max(most, shrinkTo)) ??
    shrinkLongest(reply, (most) => Math.max(most, shortest))
  );
}

/** Characters that a line keeps in any case. */
const shortest = 10;

/** How many characters a line has where the longest are to have `most`. */
type LineRoom = (most: number, line: Line) => number;

function shrinkLongest(reply: Reply, roomOf: LineRoom): Reply | undefined {
  const longest = Math.max(0, ...reply.blocks.flatMap(linesOf).map(lengthOf));
  const at = (most: number): Reply => ({
    ...reply,
    blocks: reply.blocks.map((block) => shrinkBlock(block, (line) => roomOf(most, line))),
  });
  if (!fits(measureReply(at(0)))) {
    return undefined;
  }
  let [fitting, tooLong] = [0, longest];
  while (tooLong - fitting > 1) {
    const middle = (fitting + tooLong) >> 1;
    if (fits(measureReply(at(middle)))) {
      fitting = middle;
    } else {
      tooLong = middle;
    }
  }
  return at(fitting);
}

function linesOf(block: Block): readonly Line[] {
  return block.kind === 'text' || block.kind === 'section' ? block.lines : [];
}

function shrinkBlock(block: Block, roomOf: (line: Line) => number): Block {
  return block.kind === 'text' || block.kind === 'section'
    ? { ...block, lines: block.lines.flatMap((each) => shrinkLine(each, roomOf(each))) }
    : block;
}

/** What a line is at some lengths: digests share lines, and try some lengths for each. */
const shortened = new WeakMap<Line, Map<number, readonly Line[]>>();

function shrinkLine(line: Line, room: number): readonly Line[] {
  if (line.shrinkTo === undefined || lengthOf(line) <= room) {
    return [line];
  }
  const known = shortened.get(line) ?? new Map<number, readonly Line[]>();
  const shorter = known.get(room) ?? cutLine(line, room);
  shortened.set(line, known.set(room, shorter));
  return shorter;
}

function cutLine(line: Line, room: number): Line[] {
  if (line.cutsAt === undefined) {
    return [{ ...line, spans: cutSpans(line.spans, room) }];
  }
  const text = cutClause(line.spans.map(shownText).join(''), room);
  return text === '' ? [] : [{ ...line, spans: [text] }];
}

function lengthOf(line: Line): number {
  return line.spans.reduce((total, span) => total + shownText(span).length, 0);
}

/** Cuts after `most` characters of what is shown; what comes behind the cut is left out. */
function cutSpans(spans: readonly Span[], most: number): Span[] {
  const kept: Span[] = [];
  let room = most;
  for (const span of spans) {
    const shown = shownText(span);
    if (shown.length <= room) {
      kept.push(span);
      room -= shown.length;
      continue;
    }
    kept.push(room > 0 ? withText(span, cutText(shown, room)) : '…');
    break;
  }
  return kept;
}

function shownText(span: Span): string {
  if (typeof span === 'string') {
    return span;
  }
  if ('link' in span) {
    return span.link;
  }
  if ('bold' in span) {
    return span.bold;
  }
  if ('italic' in span) {
    return span.italic;
  }
  if ('code' in span) {
    return span.code;
  }
  return '';
}

function withText(span: Span, text: string): Span {
  if (typeof span === 'string') {
    return text;
  }
  if ('link' in span) {
    return { ...span, link: text };
  }
  if ('bold' in span) {
    return { bold: text };
  }
  if ('italic' in span) {
    return { italic: text };
  }
  if ('code' in span) {
    return { code: text };
  }
  return span;
}
