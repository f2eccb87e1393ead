import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { directMessagesOf } from '../../src/digest/schedule.ts';
import { defineSubcommand } from '../../src/discord/define-command.ts';
import { line, small } from '../../src/reply/markup.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { describeFollowing } from './follow-and-say.ts';

export default defineSubcommand({
  data: { name: 'list', description: 'What you follow', type: Option.Subcommand },
  visibility: () => 'private',
  async run({ offprint, person }) {
    const schedule = await offprint.schedules.schedule(directMessagesOf(person.id));
    if (!schedule) throw new UserError('You follow nothing. /follow topic begins it.');
    const next = await offprint.digests.nextRun(schedule);
    return {
      blocks: [
        {
          kind: 'text',
          lines: [
            line('You follow:'),
            ...describeFollowing(schedule),
            ...(next ? [small('next look: ', { time: next, as: 'full' })] : []),
          ],
        },
      ],
    };
  },
});
