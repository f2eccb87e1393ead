import type { Call } from '../../../src/command/define-command.ts';
import type { Paper } from '../../../src/corpus/paper.ts';
import { type Line, line } from '../../../src/reply/markup.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { introductionLines } from '../../../src/reply/saved/first-save.ts';
import { savedPanel } from '../../../src/reply/saved/saved-panel.ts';
import { isTeam, keyOf } from '../my-save.ts';

/**
 * Saves a paper for the caller and shows the save, with Undo.
 * @param notes - said above the paper.
 */
export async function saveAndShow(
  call: Call,
  paper: Paper,
  notes: readonly Line[] = [],
): Promise<Reply> {
  const { saving, settings } = call.offprint.library;
  const { became, save } = await saving.save(keyOf(call, paper.id));
  if (!save) {
    throw new Error('a save that was asked for does not exist');
  }
  const where = call.server ? 'for your team' : 'for yourself';
  const first =
    became === 'saved' && call.server && (await settings.claimIntroduction(call.person.id));
  const heading = [
    line(became === 'saved' ? `🔖 Saved ${where}:` : 'You have already saved this:'),
    ...(first ? introductionLines : []),
    ...notes,
  ];
  return savedPanel(paper, save, heading, isTeam(call));
}
