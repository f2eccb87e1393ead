import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { suggestZones } from '../../src/digest/schedule/time-zones.ts';
import { requireTopic } from '../../src/reply/require-topic.ts';
import { suggestTopics } from '../search/topic-option.ts';
import { followAndSay, whenOptions } from './follow-and-say.ts';

export default defineSubcommand({
  data: {
    name: 'topic',
    description: 'Get papers on a topic by direct message',
    type: Option.Subcommand,
    options: [
      {
        name: 'topic',
        description: 'The topic',
        type: Option.String,
        required: true,
        autocomplete: true,
        max_length: 100,
      },
      ...whenOptions,
    ],
  },
  visibility: () => 'private',
  async autocomplete({ offprint, now }, { name, typed }) {
    if (name === 'time_zone') {
      return suggestZones(typed, now);
    }
    return suggestTopics(offprint, typed);
  },
  async run(call) {
    const topics = (await call.offprint.search.topics()).map(({ term }) => term);
    const topic = requireTopic(call.options.topic, topics);
    return followAndSay(call, 'topics', topic, call.options);
  },
});
