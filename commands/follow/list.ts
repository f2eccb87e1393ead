import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type Call, defineSubcommand } from '../../src/command/define-command.ts';
import { directMessagesOf } from '../../src/digest/schedule/schedule.ts';
import { line, small } from '../../src/reply/markup.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { describeFollowing } from './follow-and-say.ts';

export default defineSubcommand({
  data: { name: 'list', description: 'What you follow', type: Option.Subcommand },
  visibility: () => 'private',
  run: showFollowing,
});

/** What somebody follows, and where that was stopped a press to go on. */
async function showFollowing({ offprint, person }: Call): Promise<Reply> {
  const schedule = await offprint.schedules.schedule(directMessagesOf(person.id));
  if (!schedule) {
    throw new UserError(
      'not-followed',
      'You do not follow anything yet. Start with /follow topic.',
    );
  }
  const next = await offprint.digests.nextRun(schedule);
  return {
    blocks: [
      {
        kind: 'text',
        lines: [
          line('You follow:'),
          ...describeFollowing(schedule),
          ...(next ? [small('next: ', { time: next, as: 'full' })] : []),
        ],
      },
      ...(schedule.paused
        ? [
            {
              kind: 'buttons',
              buttons: [{ label: 'Resume', press: { action: 'resume' } }],
            } as const,
          ]
        : []),
    ],
  };
}

/** Direct messages are open again. */
export async function resumeFollowing(call: Call): Promise<Reply> {
  const { offprint, person, now } = call;
  const schedule = await offprint.schedules.schedule(directMessagesOf(person.id));
  if (schedule?.paused) {
    await offprint.schedules.keepSchedule({ ...schedule, paused: false, activeSince: now });
  }
  return showFollowing(call);
}
