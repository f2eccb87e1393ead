import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { topicName } from '../../src/corpus/topics.ts';
import { followsOf, unfollow } from '../../src/digest/schedule/follow.ts';
import { directMessagesOf } from '../../src/digest/schedule/schedule.ts';
import { line } from '../../src/reply/markup.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { describeFollowing } from './follow-and-say.ts';

export default defineSubcommand({
  data: {
    name: 'stop',
    description: 'Stop following something, or everything if you name nothing',
    type: Option.Subcommand,
    options: [
      {
        name: 'what',
        description: 'Something you follow',
        type: Option.String,
        autocomplete: true,
        max_length: 100,
      },
    ],
  },
  visibility: () => 'private',
  async autocomplete({ offprint, person }, { typed }) {
    const schedule = await offprint.schedules.schedule(directMessagesOf(person.id));
    return (schedule ? followsOf(schedule.interests) : [])
      .map((followed) => ({ ...followed, shown: shownName(followed) }))
      .filter(({ shown }) => shown.toLowerCase().includes(typed.trim().toLowerCase()))
      .map(({ name, value, shown }) => ({ name: `${name} ${shown}`, value }));
  },
  async run({ offprint, person, options: { what }, now }) {
    const { schedules } = offprint;
    const destination = directMessagesOf(person.id);
    const schedule = await schedules.schedule(destination);
    if (!schedule) {
      throw new UserError('not-followed', 'You do not follow anything.');
    }
    const named = what?.trim().toLowerCase();
    const followed = followsOf(schedule.interests).find((each) =>
      [each.value, shownName(each)].some((name) => name.toLowerCase() === named),
    );
    if (named !== undefined && !followed) {
      throw new UserError(
        'not-followed',
        'You do not follow that. /follow list shows what you do.',
      );
    }
    const left = followed && unfollow(schedule, followed.kind, followed.value);
    if (left) {
      await schedules.keepSchedule(left);
    } else {
      await schedules.stopSchedule(destination, now);
    }
    const lines = left
      ? [
          line('You no longer follow ', { bold: shownName(followed) }, '.'),
          ...describeFollowing(left),
        ]
      : [line('You no longer follow anything.')];
    return { blocks: [{ kind: 'text', lines }] };
  },
});

function shownName({ kind, value }: { readonly kind: string; readonly value: string }): string {
  return kind === 'topics' ? topicName(value) : value;
}
