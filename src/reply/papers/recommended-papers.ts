import type { Paper } from '../../corpus/paper.ts';
import { shrinkReply } from '../fit/fit-reply.ts';
import { small } from '../markup.ts';
import type { Block, Reply } from '../reply.ts';
import { readingLine } from './describe-corpus.ts';
import { paperRow } from './paper-lines.ts';
import { openMenuLabel } from './paper-list.ts';

/** A recommended paper and the saves it is close to. */
export interface RecommendedPaper {
  readonly place: number;
  readonly paper: Paper;
  /** The title of the save that speaks for it most. */
  readonly closeTo: string;
  /** Who saved it, in words. */
  readonly mark?: string | undefined;
}

/** Recommendations, each with its reason, Save, and a way to never see it again. */
export function recommendedPapers(papers: readonly RecommendedPaper[], reading: boolean): Reply {
  const reply: Reply = {
    framed: true,
    papers: papers.map(({ paper }) => paper.id),
    blocks: [
      { kind: 'text', lines: [{ spans: ['For you'], as: 'subheading' }, ...readingLine(reading)] },
      ...papers.flatMap(({ place, paper, closeTo, mark }): Block[] => [
        {
          kind: 'text',
          lines: [
            ...paperRow(place, paper, { mark }),
            { ...small('similar to ', { italic: closeTo }, ', which you saved'), shrinkTo: 60 },
          ],
        },
        {
          kind: 'buttons',
          buttons: [
            {
              label: 'Save',
              emoji: '🔖',
              press: { command: 'saved', action: 'save', args: [paper.id] },
            },
            { label: 'Not for me', press: { action: 'pass', args: [paper.id] } },
          ],
        },
      ]),
      {
        kind: 'select',
        press: { command: 'paper', action: 'read' },
        placeholder: openMenuLabel,
        of: papers.map(({ place, paper }) => ({
          label: `${place}. ${paper.title}`,
          value: paper.id,
        })),
      },
    ],
  };
  const fitting = shrinkReply(reply);
  if (!fitting) {
    throw new RangeError(`${papers.length} recommendations do not fit one message`);
  }
  return fitting;
}
