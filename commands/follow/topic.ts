import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { topicName } from '../../src/corpus/topics.ts';
import { requireTopic } from '../../src/digest/change-schedule.ts';
import { suggestZones } from '../../src/digest/time-zones.ts';
import { defineSubcommand } from '../../src/discord/define-command.ts';
import { followAndSay, whenOptions } from './follow-and-say.ts';

export default defineSubcommand({
  data: {
    name: 'topic',
    description: 'Get the papers of a topic by direct message',
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
    if (name === 'time_zone') return suggestZones(typed, now);
    const topics = await offprint.search.suggestTopics(typed);
    return topics.map(({ term, papers }) => ({
      name: `${topicName(term)} (${papers})`,
      value: term,
    }));
  },
  async run(call) {
    const topics = (await call.offprint.search.topics()).map(({ term }) => term);
    const topic = requireTopic(call.options.topic, topics);
    return followAndSay(call, 'topics', topic, call.options);
  },
});
