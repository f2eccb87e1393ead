import { type Line, small } from '../../reply/markup.ts';
import { describeDaysOfWeek } from '../schedule/read-days.ts';
import { describeTime } from '../schedule/read-time.ts';
import { personOf, type Schedule } from '../schedule/schedule.ts';
import { zoneName } from '../schedule/zones/zone-names.ts';

/** What the first digest in a destination says of itself, in one line. */
export function firstDigestNote({ destination, minute, zone, days }: Schedule): Line {
  const when = `${describeDaysOfWeek(days)} at ${describeTime(minute)} (${zoneName(zone)})`;
  const promise = `papers that are new to you and papers gathering attention, each with its reason, only when there are any: ${when}. `;
  return personOf(destination) === undefined
    ? small(
        'I am Offprint and bring this channel ',
        promise,
        { command: 'digest setup' },
        ' changes it.',
      )
    : small('I am Offprint and bring you ', promise, { command: 'follow list' }, ' changes it.');
}
