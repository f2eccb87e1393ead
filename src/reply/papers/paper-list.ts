import type { Paper } from '../../corpus/paper.ts';
import type { TopicOf } from '../../corpus/topics.ts';
import type { Passages } from '../../search/search.ts';
import { shrinkReply } from '../fit/fit-reply.ts';
import { type Line, small } from '../markup.ts';
import type { Block, Reply } from '../reply.ts';
import { type SeenBy, sharedLines } from '../saved/react-to-save.ts';
import { paperRow } from './paper-lines.ts';

/** A paper of a list, with what is marked on it. */
export interface ListedPaper extends Passages {
  /** Its place in the whole list, from 1. */
  readonly place: number;
  readonly paper: Paper;
  readonly topic?: TopicOf | undefined;
  /** Who saved it, in words. */
  readonly mark?: string | undefined;
}

/**
 * A heading, up to ten papers, a menu to open one in private, and what goes
 * below. Rows are shortened until it fits one message.
 */
export function paperList(
  heading: readonly Line[],
  listed: readonly ListedPaper[],
  below: readonly Block[],
  seenBy: SeenBy = 'reader',
): Reply {
  const notes = [
    ...(listed.some(({ paper }) => !paper.abstract) ? [summariesNote] : []),
    ...sharedLines(listed.length, seenBy),
  ];
  const reply: Reply = {
    framed: true,
    papers: listed.map(({ paper }) => paper.id),
    blocks: [
      { kind: 'text', lines: heading },
      ...listed.map(
        ({ place, paper, ...shown }): Block => ({
          kind: 'text',
          lines: paperRow(place, paper, shown),
        }),
      ),
      ...(notes.length > 0 ? [{ kind: 'text', lines: notes } as const] : []),
      ...(listed.length > 0 ? [readMenu(listed)] : []),
      ...below,
    ],
  };
  const fitting = shrinkReply(reply);
  if (!fitting) {
    throw new RangeError(`${listed.length} papers do not fit one message`);
  }
  return fitting;
}

const summariesNote = small('These are summaries by Offprint. Each title links to its paper.');

/** What a menu that opens a card says; a card has the abstract, or our summary where there is none. */
export const openMenuLabel = 'Open a paper (only you see it)';

/**
 * A menu under a list: who chooses a paper sees its card alone.
 * @param args - what the list is, where it is not the answer to a search.
 */
export function readMenu(listed: readonly ListedPaper[], ...args: readonly string[]): Block {
  return {
    kind: 'select',
    press: { command: 'paper', action: 'read', args },
    placeholder: openMenuLabel,
    of: listed.map(({ place, paper }) => ({
      label: `${place}. ${paper.title}`,
      value: paper.id,
    })),
  };
}
