import { type Line, line, small } from '../markup.ts';
import type { Reply } from '../reply.ts';

/** What a first save means, below the confirmation of a button. */
export const introductionLines: readonly Line[] = [
  small(
    'Your team sees what you save here, and that you saved it. ',
    { command: 'settings me' },
    ' hides your name. Your notes are private unless you share one.',
  ),
];

/** The same as a message of its own, to somebody who saved by a reaction. */
export const introduction: Reply = {
  blocks: [
    {
      kind: 'text',
      lines: [
        line('You saved your first paper. ', { command: 'saved list' }, ' shows what you saved.'),
        ...introductionLines,
      ],
    },
  ],
};
