import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { savedView, showSaved, suggestTags, whoOptions } from './list.ts';
import { suggestMyTitles } from './my-save.ts';

export default defineSubcommand({
  data: {
    name: 'search',
    description: 'Search in what is saved, your notes included',
    type: Option.Subcommand,
    options: [
      {
        name: 'query',
        description: 'Words, a question, half a title',
        type: Option.String,
        required: true,
        autocomplete: true,
      },
      ...whoOptions,
    ],
  },
  visibility: () => 'private',
  autocomplete: (call, { name, typed }) =>
    name === 'query' ? suggestMyTitles(call, typed) : suggestTags(call, typed),
  run(call) {
    const { query, ...view } = call.options;
    if (query.trim() === '') {
      throw new UserError('empty-query', 'Type what to look for, in a few words.');
    }
    return showSaved(call, savedView.parse({ ...view, text: query }), 0);
  },
});
