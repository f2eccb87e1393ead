import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { showCard } from '../paper.ts';
import { mySaveOption, requireMySaveNamed, suggestMySaves } from './my-save.ts';

export default defineSubcommand({
  data: {
    name: 'open',
    description: 'Open a saved paper with your note, tags and reading state',
    type: Option.Subcommand,
    options: [mySaveOption],
  },
  visibility: () => 'private',
  autocomplete: (call, { typed }) => suggestMySaves(call, typed),
  async run(call) {
    const { paper } = await requireMySaveNamed(call, call.options.paper);
    return showCard(call, paper, 'private');
  },
});
