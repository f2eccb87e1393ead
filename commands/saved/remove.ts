import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/discord/define-command.ts';
import { removedPanel } from '../../src/reply/saved-panel.ts';
import { requireMySaveNamed, suggestMySaves } from './my-save.ts';

export default defineSubcommand({
  data: {
    name: 'remove',
    description: 'Take a paper out of what you saved; it can be restored for 30 days',
    type: Option.Subcommand,
    options: [
      {
        name: 'paper',
        description: 'One of your saved papers',
        type: Option.String,
        required: true,
        autocomplete: true,
      },
    ],
  },
  visibility: () => 'private',
  autocomplete: (call, { typed }) => suggestMySaves(call, typed),
  async run(call) {
    const { key, paper } = await requireMySaveNamed(call, call.options.paper);
    await call.offprint.library.saving.remove(key);
    return removedPanel(paper);
  },
});
