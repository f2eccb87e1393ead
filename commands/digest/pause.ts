import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { channelOf, channelOption, inChannel, requireSchedule, says } from './channel-option.ts';

export default defineSubcommand({
  data: {
    name: 'pause',
    description: 'Pause the digest until /digest resume',
    type: Option.Subcommand,
    options: [channelOption],
  },
  visibility: () => 'private',
  async run(call) {
    const schedule = await requireSchedule(call, channelOf(call));
    if (schedule.paused) {
      return says([inChannel(schedule, 'the digest is already paused.')]);
    }
    await call.offprint.schedules.pauseSchedule(schedule.destination);
    return says([inChannel(schedule, 'the digest is paused. /digest resume starts it again.')]);
  },
});
