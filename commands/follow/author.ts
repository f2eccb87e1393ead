import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { suggestZones } from '../../src/digest/schedule/time-zones.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { suggestAuthors } from '../search/author-option.ts';
import { followAndSay, whenOptions } from './follow-and-say.ts';

const maxName = 60;

export default defineSubcommand({
  data: {
    name: 'author',
    description: 'Get papers by an author by direct message',
    type: Option.Subcommand,
    options: [
      {
        name: 'author',
        description: 'The name, or a part of it',
        type: Option.String,
        required: true,
        autocomplete: true,
        max_length: maxName,
      },
      ...whenOptions,
    ],
  },
  visibility: () => 'private',
  autocomplete: async ({ offprint, now }, { name, typed }) =>
    name === 'time_zone' ? suggestZones(typed, now) : suggestAuthors(offprint, typed, maxName),
  async run(call) {
    const author = call.options.author.trim().replace(/\s+/g, ' ');
    if (!/\p{L}{2}/u.test(author)) {
      throw new UserError('invalid-author', 'Type at least two letters of the name.');
    }
    return followAndSay(call, 'authors', author, call.options);
  },
});
