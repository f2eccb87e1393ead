import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { describeLeftOut } from '../../src/digest/describe-outcome.ts';
import { localTimeOf } from '../../src/digest/local-time.ts';
import type { Schedule } from '../../src/digest/schedule.ts';
import { type Call, defineSubcommand } from '../../src/discord/define-command.ts';
import { line, small } from '../../src/reply/markup.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { channelOf, channelOption, requireSchedule, says } from './channel-option.ts';

export default defineSubcommand({
  data: {
    name: 'preview',
    description: 'Show what the digest would be now; only you see it',
    type: Option.Subcommand,
    options: [channelOption],
  },
  visibility: () => 'private',
  run: async (call) => previewOf(call, await requireSchedule(call, channelOf(call))),
});

/** The digest that a schedule would bring now, or why there would be none. */
export async function previewOf({ offprint, now }: Call, schedule: Schedule): Promise<Reply> {
  const today = localTimeOf(now, schedule.zone).day;
  const { prepared, composed } = await offprint.digests.preview(schedule, today);
  if (composed) return composed.reply;
  const left = describeLeftOut(prepared, 0);
  return says([
    line('By these rules there is nothing for ', { channel: schedule.destination }, ' now.'),
    ...(left ? [small(left)] : []),
  ]);
}
