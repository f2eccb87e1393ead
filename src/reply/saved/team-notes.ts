import type { TeamNote } from '../../library/library-queries.ts';
import { type Line, small } from '../markup.ts';
import { describeCount } from '../papers/describe-corpus.ts';

/**
 * Notes that teammates share, each with its author where they agree to be named.
 * @param most - those after them are counted.
 */
export function teamNoteLines(notes: readonly TeamNote[], most: number): Line[] {
  const left = notes.length - most;
  return [
    ...notes.slice(0, most).map(
      ({ person, note }): Line => ({
        spans: [person === undefined ? 'A teammate' : { person }, `: ${note}`],
        as: 'quote',
        shrinkTo: 80,
      }),
    ),
    ...(left > 0 ? [small(`and ${describeCount(left, 'more shared note')}`)] : []),
  ];
}
