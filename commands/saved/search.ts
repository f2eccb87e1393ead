import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { requireTyped, requireUnderstood } from '../search/require-query.ts';
import { savedView, showSaved, suggestTags, whoOptions } from './list.ts';
import { suggestMyTitles } from './my-save.ts';

export default defineSubcommand({
  data: {
    name: 'search',
    description: 'Search saved papers and your notes',
    type: Option.Subcommand,
    options: [
      {
        name: 'query',
        description:
          'Words, a question, an author, arXiv number or link; "exact", -without, AND, OR',
        type: Option.String,
        required: true,
        autocomplete: true,
        max_length: 1000,
      },
      ...whoOptions,
    ],
  },
  visibility: () => 'private',
  autocomplete: (call, { name, typed }) =>
    name === 'query' ? suggestMyTitles(call, typed) : suggestTags(call, typed),
  async run(call) {
    const { query, ...view } = call.options;
    requireTyped(query);
    requireUnderstood(await call.offprint.search.find({ text: query, limit: 1 }));
    return showSaved(call, savedView.parse({ ...view, text: query }), 0);
  },
});
