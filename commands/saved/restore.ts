import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type Call, type Choice, defineSubcommand } from '../../src/command/define-command.ts';
import { findNamed } from '../../src/corpus/find-paper.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { line } from '../../src/reply/markup.ts';
import { describeMissing } from '../../src/reply/papers/describe-reference.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { savedPanel } from '../../src/reply/saved/saved-panel.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { isTeam, keyOf, libraryOfCall, suggestTitles } from './my-save.ts';

export default defineSubcommand({
  data: {
    name: 'restore',
    description: 'Restore a paper you removed in the last 30 days, with its note and tags',
    type: Option.Subcommand,
    options: [
      {
        name: 'paper',
        description: 'A paper you removed: its title, arXiv number, DOI or link',
        type: Option.String,
        required: true,
        autocomplete: true,
        max_length: 500,
      },
    ],
  },
  visibility: () => 'private',
  autocomplete: (call, { typed }) => suggestRemoved(call, typed),
  async run(call) {
    const named = await findNamed(call.offprint.corpus, call.options.paper);
    const [only, ...others] = named ? [] : await suggestRemoved(call, call.options.paper);
    const meant =
      only && others.length === 0 ? await findNamed(call.offprint.corpus, only.value) : named;
    const [paper] = meant?.papers ?? [];
    if (!paper) {
      throw new UserError(
        'unknown-paper',
        named?.reference
          ? describeMissing(named.reference)
          : 'No removed paper has that title. Choose one from the list.',
      );
    }
    return restoreAndShow(call, paper);
  },
});

async function suggestRemoved(call: Call, typed: string): Promise<Choice[]> {
  const { corpus, library } = call.offprint;
  const removed = await library.queries.removed(libraryOfCall(call), call.person.id);
  return suggestTitles(await corpus.papers(removed.map(({ paper }) => paper)), typed);
}

/** @throws {UserError} where there is nothing to bring back. */
export async function restoreAndShow(call: Call, paper: Paper): Promise<Reply> {
  const { save } = await call.offprint.library.saving.restore(keyOf(call, paper.id));
  if (!save || save.removedAt) {
    throw new UserError(
      'nothing-to-restore',
      'There is nothing to restore: you did not remove this paper in the last 30 days.',
    );
  }
  return savedPanel(paper, save, [line('🔖 Restored:')], isTeam(call));
}
