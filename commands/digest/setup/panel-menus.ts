import type { Call } from '../../../src/command/define-command.ts';
import { topicName } from '../../../src/corpus/topics.ts';
import { weekdayName } from '../../../src/digest/schedule/read-days.ts';
import { describeTime } from '../../../src/digest/schedule/read-time.ts';
import { everyDay, type Schedule } from '../../../src/digest/schedule/schedule.ts';
import { commonZones } from '../../../src/digest/schedule/time-zones.ts';
import { zoneName } from '../../../src/digest/schedule/zones/zone-names.ts';
import { limits } from '../../../src/reply/fit/limits.ts';
import type { Block, SelectOption } from '../../../src/reply/reply.ts';

/** The menus of a digest's panel: hour, zone, days and topics, each with what is chosen. */
export async function panelMenus(
  call: Call,
  { schedule, asksZone }: { readonly schedule: Schedule; readonly asksZone: boolean },
  key: string,
): Promise<Block[]> {
  const { minute, days, interests } = schedule;
  const zone = zoneName(schedule.zone);
  const press = (field: string) => ({ action: 'draft', args: [field, key] });
  const hours = [...new Set([...Array.from({ length: 24 }, (_, hour) => hour * 60), minute])];
  const zones = [...new Set(asksZone ? commonZones : [zone, ...commonZones])];
  const topics = (await call.offprint.search.topics())
    .map(({ term }) => term)
    .filter((term) => term.length <= limits.selectText)
    .slice(0, limits.selectOptions);
  const options = (values: readonly string[], chosen: readonly string[]): SelectOption[] =>
    values.map((value) => ({ label: value, value, chosen: chosen.includes(value) }));
  return [
    {
      kind: 'select',
      press: press('time'),
      placeholder: 'Hour',
      of: options(hours.sort((a, b) => a - b).map(describeTime), [describeTime(minute)]),
    },
    {
      kind: 'select',
      press: press('timeZone'),
      placeholder: 'Time zone (for others, use the time_zone option)',
      of: options(zones.slice(0, limits.selectOptions), asksZone ? [] : [zone]),
    },
    {
      kind: 'select',
      press: press('days'),
      placeholder: 'Days',
      most: 7,
      of: options(everyDay.map(weekdayName), days.map(weekdayName)),
    },
    ...(topics.length > 0
      ? [
          {
            kind: 'select',
            press: press('topics'),
            placeholder: 'Topics (any)',
            least: 0,
            most: topics.length,
            of: topics.map((topic) => ({
              label: topicName(topic),
              value: topic,
              chosen: interests.topics.includes(topic),
            })),
          } as const,
        ]
      : []),
  ];
}
