import { topicName } from '../../corpus/topics.ts';
import { describeDaysOfWeek } from './read-days.ts';
import { describeTime } from './read-time.ts';
import type { Schedule } from './schedule.ts';
import { zoneName } from './zones/zone-names.ts';

/** A setting in words, before and after. */
export interface SettingChange {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The settings that differ, in the order in which they are shown. */
export function describeChanges(from: Schedule, to: Schedule): SettingChange[] {
  const [before, after] = [describeSettings(from), describeSettings(to)];
  return after.flatMap(({ name, value }, at) => {
    const old = before[at]?.value ?? '';
    return old === value ? [] : [{ name, from: old, to: value }];
  });
}

/** Every setting in words. */
export function describeSettings(schedule: Schedule): { name: string; value: string }[] {
  const { minute, zone, days, size, interests, shelfDays, publish } = schedule;
  const { topics, keywords, excludes } = interests;
  return [
    { name: 'Time', value: `${describeTime(minute)} (${zoneName(zone)})` },
    { name: 'Days', value: describeDaysOfWeek(days) },
    { name: 'Papers', value: `up to ${size}` },
    { name: 'Topics', value: listOr(topics.map(topicName), 'any') },
    { name: 'Keywords', value: listOr(keywords, 'none') },
    { name: 'Excluded keywords', value: listOr(excludes, 'none') },
    { name: 'Earlier papers', value: describeDaysOfWeek(shelfDays) },
    { name: 'Publish', value: publish ? 'yes' : 'no' },
  ];
}

function listOr(words: readonly string[], none: string): string {
  return words.length === 0 ? none : words.join(', ');
}
