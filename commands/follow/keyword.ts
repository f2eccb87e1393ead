import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { requireWord } from '../../src/digest/schedule/change-schedule.ts';
import { suggestZones } from '../../src/digest/schedule/time-zones.ts';
import { followAndSay, whenOptions } from './follow-and-say.ts';

export default defineSubcommand({
  data: {
    name: 'keyword',
    description: 'Get papers that mention a keyword by direct message',
    type: Option.Subcommand,
    options: [
      {
        name: 'keyword',
        description: 'A word or phrase in the title or abstract',
        type: Option.String,
        required: true,
        autocomplete: true,
        max_length: 60,
      },
      ...whenOptions,
    ],
  },
  visibility: () => 'private',
  async autocomplete({ offprint, now }, { name, typed }) {
    if (name === 'time_zone') {
      return suggestZones(typed, now);
    }
    const keywords = await offprint.search.suggestKeywords(typed);
    // How many papers carry a keyword is not how many mention it.
    return keywords.map(({ term }) => ({ name: term, value: term }));
  },
  run: async (call) =>
    followAndSay(call, 'keywords', requireWord(call.options.keyword.trim()), call.options),
});
