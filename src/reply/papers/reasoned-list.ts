import type { Paper } from '../../corpus/paper.ts';
import { shrinkReply } from '../fit/fit-reply.ts';
import { type Line, small } from '../markup.ts';
import type { Block, Reply } from '../reply.ts';
import { type SeenBy, sharedLines } from '../saved/react-to-save.ts';
import { codeSpans, titleLink } from './paper-links.ts';
import { readMenu } from './paper-list.ts';

/** A paper, what it does in a line, and why it is in the list. */
export interface ReasonedPaper {
  /** Its place in the whole list, from 1. */
  readonly place: number;
  readonly paper: Paper;
  readonly line: string;
  readonly reason: string;
  /** Who saved it, in words. */
  readonly mark?: string | undefined;
}

/** Characters that are kept of each when a message is too long. */
const floors = { title: 80, line: 60, reason: 40 } as const;

/** A heading, up to ten papers with their reasons, a menu to read one, and the lines below. */
export function reasonedList(
  heading: readonly Line[],
  papers: readonly ReasonedPaper[],
  below: readonly Block[],
  seenBy: SeenBy = 'reader',
): Reply {
  const hint = sharedLines(papers.length, seenBy);
  const reply = shrinkReply({
    framed: true,
    papers: papers.map(({ paper }) => paper.id),
    blocks: [
      { kind: 'text', lines: heading },
      ...papers.map((each): Block => ({ kind: 'text', lines: rowOf(each) })),
      ...(hint.length > 0 ? [{ kind: 'text', lines: hint } as const] : []),
      ...(papers.length > 0 ? [readMenu(papers, 'list')] : []),
      ...below,
    ],
  });
  if (!reply) {
    throw new RangeError(`${papers.length} papers do not fit one message`);
  }
  return reply;
}

function rowOf({ place, paper, line, reason, mark }: ReasonedPaper): Line[] {
  const title = { link: paper.title, to: titleLink(paper), bold: true };
  return [
    { spans: [{ bold: `${place}.` }, ' ', title], shrinkTo: floors.title },
    ...(line === '' ? [] : [{ spans: [line], shrinkTo: floors.line, cutsAt: 'clause' } as const]),
    {
      ...small(mark ? `${mark} · ${reason}` : reason, ...codeSpans(paper)),
      shrinkTo: floors.reason,
    },
  ];
}
