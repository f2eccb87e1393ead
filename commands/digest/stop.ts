import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type Call, defineSubcommand } from '../../src/command/define-command.ts';
import { daysKept } from '../../src/digest/schedule/schedule.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { channelOf, channelOption, inChannel, requireSchedule, says } from './channel-option.ts';

export default defineSubcommand({
  data: {
    name: 'stop',
    description: 'Remove a channel’s digest; asks first',
    type: Option.Subcommand,
    options: [channelOption],
  },
  visibility: () => 'private',
  async run(call) {
    const schedule = await requireSchedule(call, channelOf(call));
    const press = { action: 'stop', args: [schedule.destination] };
    return says(
      [
        inChannel(
          schedule,
          `remove this digest? Its settings and history are kept for ${daysKept} days; /digest setup restores them.`,
        ),
      ],
      { kind: 'buttons', buttons: [{ label: 'Remove', style: 'danger', press }] },
    );
  },
});

/** Ends a digest after the question. */
export async function stopNow(call: Call, channel: string | undefined): Promise<Reply> {
  const schedule = await requireSchedule(call, channel);
  await call.offprint.schedules.stopSchedule(schedule.destination, call.now);
  return says([inChannel(schedule, 'the digest was removed.')]);
}
