import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../../src/command/define-command.ts';
import { topicName } from '../../../src/corpus/topics.ts';
import { suggestZones } from '../../../src/digest/schedule/time-zones.ts';
import { channelOf, channelOption } from '../channel-option.ts';
import { keepSetup } from './keep-setup.ts';
import { openPanel } from './panel.ts';
import { suggestInList } from './suggest-in-list.ts';

export default defineSubcommand({
  data: {
    name: 'setup',
    description: 'Set up or change a channel’s daily digest; opens a panel if you give no options',
    type: Option.Subcommand,
    options: [
      channelOption,
      {
        name: 'time',
        description: 'Time of day: 9, 9am, 09:00, 21h30',
        type: Option.String,
        max_length: 20,
      },
      {
        name: 'time_zone',
        description: 'A city or time zone: Zürich, Europe/Berlin. Needed once per server',
        type: Option.String,
        autocomplete: true,
        max_length: 60,
      },
      {
        name: 'days',
        description: 'daily, weekdays, mon wed fri, mon to thu, weekdays except friday',
        type: Option.String,
        max_length: 80,
      },
      {
        name: 'size',
        description: 'Maximum number of papers per digest',
        type: Option.Integer,
        min_value: 1,
        max_value: 8,
      },
      {
        name: 'topics',
        description: 'Topics to include, separated by commas; “none” for all',
        type: Option.String,
        autocomplete: true,
        max_length: 600,
      },
      {
        name: 'keywords',
        description: 'Keywords to include, separated by commas; “none” clears the list',
        type: Option.String,
        max_length: 1000,
      },
      {
        name: 'exclude',
        description: 'Keywords to exclude, separated by commas; “none” clears the list',
        type: Option.String,
        max_length: 1000,
      },
      {
        name: 'shelf_days',
        description: 'Days on which earlier papers fill free places: mondays, none',
        type: Option.String,
        max_length: 80,
      },
      {
        name: 'publish',
        description: 'Publish each digest to followers of an announcement channel',
        type: Option.Boolean,
      },
    ],
  },
  visibility: () => 'private',
  async autocomplete({ offprint, now }, { name, typed }) {
    if (name === 'time_zone') {
      return suggestZones(typed, now);
    }
    const topics = await offprint.search.topics();
    return suggestInList(
      typed,
      topics.map(({ term }) => term),
      topicName,
    );
  },
  async run(call) {
    const { channel: _, time_zone: timeZone, shelf_days: shelfDays, ...plain } = call.options;
    const typed = { ...plain, timeZone, shelfDays };
    const isEmpty = Object.values(typed).every((value) => value === undefined);
    const destination = channelOf(call);
    return isEmpty ? openPanel(call, destination) : keepSetup(call, destination, typed);
  },
});
