import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { line } from '../../src/reply/markup.ts';
import { channelOf, channelOption, inChannel, requireSchedule, says } from './channel-option.ts';

export default defineSubcommand({
  data: {
    name: 'resume',
    description: 'Resume a paused digest',
    type: Option.Subcommand,
    options: [channelOption],
  },
  visibility: () => 'private',
  async run(call) {
    const schedule = await requireSchedule(call, channelOf(call));
    if (!schedule.paused) {
      return says([inChannel(schedule, 'the digest is not paused.')]);
    }
    const resumed = { ...schedule, paused: false, activeSince: call.now };
    await call.offprint.schedules.keepSchedule(resumed);
    const next = await call.offprint.digests.nextRun(resumed);
    return says([
      line(
        { channel: schedule.destination },
        ': the digest is active again',
        ...(next ? ([', next ', { time: next, as: 'full' }] as const) : []),
        '.',
      ),
    ]);
  },
});
