import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type Call, defineSubcommand } from '../../src/command/define-command.ts';
import { describeRefusal } from '../../src/digest/post/describe-outcome.ts';
import type { Ending } from '../../src/digest/post/run-claim.ts';
import { localTimeOf } from '../../src/digest/schedule/local-time.ts';
import type { Schedule } from '../../src/digest/schedule/schedule.ts';
import { type Line, small } from '../../src/reply/markup.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { channelOf, channelOption, inChannel, requireSchedule, says } from './channel-option.ts';

export default defineSubcommand({
  data: {
    name: 'now',
    description: 'Post the digest now; asks first if today’s was already posted',
    type: Option.Subcommand,
    options: [channelOption],
  },
  visibility: () => 'private',
  async run(call) {
    const schedule = await requireSchedule(call, channelOf(call));
    const today = localTimeOf(call.now, schedule.zone).day;
    const posted = await call.offprint.digests.wasPosted(schedule, today);
    return posted ? ask(schedule) : postNow(call, schedule);
  },
});

function ask(schedule: Schedule): Reply {
  const press = { action: 'post', args: [schedule.destination] };
  return says(
    [inChannel(schedule, 'today’s digest was already posted. Post papers that it did not show?')],
    { kind: 'buttons', buttons: [{ label: 'Post', style: 'primary', press }] },
  );
}

/** Posts now and says what came of it. */
export async function postNow({ offprint }: Call, schedule: Schedule): Promise<Reply> {
  const ending = await offprint.digests.postNow(schedule.destination);
  if (!ending) {
    return says([
      inChannel(
        schedule,
        'the digest is on its way, or Discord is not responding. Offprint tries again every minute.',
      ),
    ]);
  }
  const { note } = ending.entry;
  return says([describeEnding(schedule, ending), ...(note ? [small(note)] : [])]);
}

function describeEnding(schedule: Schedule, { outcome, refusal }: Ending): Line {
  switch (outcome) {
    case 'posted':
      return inChannel(schedule, 'posted.');
    case 'empty':
      return inChannel(schedule, 'nothing to post: no new papers match the settings.');
    case 'refused':
      return inChannel(schedule, `not posted: ${describeRefusal(refusal ?? 'invalid')}.`);
    case 'unknown':
    case 'missed':
      return inChannel(
        schedule,
        'Offprint could not tell whether it was posted. Please check the channel.',
      );
  }
}
