import { type Line, small } from '../../reply/markup.ts';
import { describeDaysOfWeek } from '../schedule/read-days.ts';
import { describeTime } from '../schedule/read-time.ts';
import { personOf, type Schedule } from '../schedule/schedule.ts';
import { zoneName } from '../schedule/zones/zone-names.ts';

/** What the first digest in a destination says of itself, in one line. */
export function firstDigestNote({ destination, minute, zone, days }: Schedule): Line {
  const when = `${describeDaysOfWeek(days)} at ${describeTime(minute)} (${zoneName(zone)})`;
  const rest = `, each with its reason: ${when}, if there are any. `;
  return personOf(destination) === undefined
    ? small(
        'Offprint posts new and trending papers here',
        rest,
        { command: 'digest setup' },
        ' changes this.',
      )
    : small(
        'Offprint sends you new and trending papers that you follow',
        rest,
        { command: 'follow list' },
        ' changes this.',
      );
}
