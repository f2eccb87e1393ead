import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import type { Call } from '../../src/command/define-command.ts';
import { topicName } from '../../src/corpus/topics.ts';
import { countMatches, mostCounted } from '../../src/digest/gather/count-matches.ts';
import { type Followed, follow, followsOf } from '../../src/digest/schedule/follow.ts';
import { describeDaysOfWeek } from '../../src/digest/schedule/read-days.ts';
import { describeTime } from '../../src/digest/schedule/read-time.ts';
import {
  daysKept,
  directMessagesOf,
  noInterests,
  type Schedule,
} from '../../src/digest/schedule/schedule.ts';
import { zoneName } from '../../src/digest/schedule/zones/zone-names.ts';
import type { Offprint } from '../../src/offprint.ts';
import { type Line, line, small } from '../../src/reply/markup.ts';
import { describeCount } from '../../src/reply/papers/describe-corpus.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { describeNoAuthors } from '../search/author-option.ts';

/** When the message comes: options of every /follow subcommand that adds something. */
export const whenOptions = [
  {
    name: 'time',
    description: 'When to send it: 9, 9am, 09:00',
    type: Option.String,
    max_length: 20,
  },
  {
    name: 'time_zone',
    description: 'A city or your time zone: Zürich, Europe/Berlin',
    type: Option.String,
    autocomplete: true,
    max_length: 60,
  },
  {
    name: 'how_often',
    description: 'Every day, or on Mondays',
    type: Option.String,
    choices: [
      { name: 'daily', value: 'daily' },
      { name: 'weekly, on Mondays', value: 'weekly' },
    ],
  },
] as const;

/** When the message comes. */
export interface WhenOptions {
  readonly time?: string;
  readonly time_zone?: string;
  readonly how_often?: string;
}

/** Follows one more thing and says what is followed now. */
export async function followAndSay(
  { offprint, person, server, now }: Call,
  kind: Followed,
  value: string,
  { time, time_zone: timeZone, how_often: often }: WhenOptions,
): Promise<Reply> {
  const { schedules } = offprint;
  const destination = directMessagesOf(person.id);
  const current = await schedules.schedule(destination);
  const since = new Date(now.getTime() - daysKept * 86_400_000);
  const stopped = current ? undefined : await schedules.stoppedSchedule(destination, since);
  // What was followed before it was stopped is over; the hour and what was shown stay.
  const again = stopped && {
    ...stopped,
    interests: noInterests,
    activeSince: now,
  };
  const own = await offprint.library.settings.personSettings(person.id);
  const zone = own.timeZone ?? (server && (await schedules.zoneOf(server.id)));
  const howOften = (['daily', 'weekly'] as const).find((each) => each === often);
  const request = { person: person.id, kind, value, time, timeZone, howOften };
  const schedule = follow(current ?? again, request, zone, now);
  await schedules.keepSchedule(schedule);
  return {
    blocks: [
      {
        kind: 'text',
        lines: [
          line('You follow ', { bold: kind === 'topics' ? topicName(value) : value }, '.'),
          ...describeFollowing(schedule),
          ...(await matchLines(offprint, kind, value)),
          small('You get a direct message on days with matching papers, and none on other days.'),
        ],
      },
    ],
  };
}

/** How many papers match so far; a topic was chosen from those that have papers. */
async function matchLines(offprint: Offprint, kind: Followed, value: string): Promise<Line[]> {
  if (kind === 'topics') {
    return [];
  }
  const noAuthors = kind === 'authors' ? await describeNoAuthors(offprint) : undefined;
  if (noAuthors !== undefined) {
    return [small(noAuthors)];
  }
  const count = await countMatches(offprint, { [kind]: [value] });
  if (count > mostCounted) {
    return [small(`So far more than ${describeCount(mostCounted, 'paper')} match.`)];
  }
  const match = count === 1 ? 'matches' : 'match';
  return [small(`So far ${describeCount(count, 'paper')} ${match}.`)];
}

/** What somebody follows and when they hear of it. */
export function describeFollowing({ interests, minute, zone, days, paused }: Schedule): Line[] {
  const follows = followsOf(interests).map(
    ({ kind, name, value }) => `${name} ${kind === 'topics' ? topicName(value) : value}`,
  );
  const when = `${describeDaysOfWeek(days)} at ${describeTime(minute)} (${zoneName(zone)})`;
  return [
    { ...line(follows.join(' · ')), shrinkTo: 200 },
    small(paused ? `paused, because you do not accept direct messages: ${when}` : when),
  ];
}
