import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { removedPanel } from '../../src/reply/saved/saved-panel.ts';
import { mySaveOption, requireMySaveNamed, suggestMySaves } from './my-save.ts';

export default defineSubcommand({
  data: {
    name: 'remove',
    description: 'Remove a saved paper; it can be restored for 30 days',
    type: Option.Subcommand,
    options: [mySaveOption],
  },
  visibility: () => 'private',
  autocomplete: (call, { typed }) => suggestMySaves(call, typed),
  async run(call) {
    const { key, paper } = await requireMySaveNamed(call, call.options.paper);
    await call.offprint.library.saving.remove(key);
    return removedPanel(paper);
  },
});
