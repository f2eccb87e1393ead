import { everyDay, type Weekday } from './schedule.ts';

const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5];
const weekend: readonly Weekday[] = [6, 7];

/**
 * The days of a text as people write them: `daily`, `weekdays`, `mon, wed, fri`, `Mon-Thu`,
 * `none`. In the order of the week.
 * @returns undefined where a part of it names no day.
 */
export function readDays(text: string): Weekday[] | undefined {
  const parts = text
    .toLowerCase()
    .replace(/\s*[-–]\s*/g, '-')
    .split(/(?:\s|,|;|\/|&|\band\b)+/)
    .filter((part) => part !== '');
  if (parts.length === 0) {
    return undefined;
  }
  const found = new Set<Weekday>();
  for (const part of parts) {
    const days = readPart(part);
    if (!days) {
      return undefined;
    }
    for (const day of days) {
      found.add(day);
    }
  }
  return everyDay.filter((day) => found.has(day));
}

function readPart(part: string): readonly Weekday[] | undefined {
  if (/^(daily|everyday|every|day|all)$/.test(part)) {
    return everyDay;
  }
  if (/^(weekdays?|workdays?)$/.test(part)) {
    return weekdays;
  }
  if (/^weekends?$/.test(part)) {
    return weekend;
  }
  if (/^(none|never|off)$/.test(part)) {
    return [];
  }
  const [from, to, ...more] = part.split('-').map(readDay);
  if (!from || more.length > 0) {
    return undefined;
  }
  if (!part.includes('-')) {
    return [from];
  }
  return to && daysFrom(from, to);
}

function readDay(word: string): Weekday | undefined {
  if (word.length < 2) {
    return undefined;
  }
  return everyDay.find((day) => {
    const name = names[day - 1]?.toLowerCase() ?? '';
    return name.startsWith(word) || `${name}s` === word || (word === 'tues' && day === 2);
  });
}

/** From one day of the week to another, over Sunday where need be. */
function daysFrom(from: Weekday, to: Weekday): Weekday[] {
  return everyDay.filter((day) =>
    from <= to ? day >= from && day <= to : day >= from || day <= to,
  );
}

/** `every day`, `weekdays`, `Monday and Friday`, `no day`. */
export function describeDaysOfWeek(days: readonly Weekday[]): string {
  if (days.length === 0) {
    return 'no day';
  }
  if (days.length === 7) {
    return 'every day';
  }
  if (days.join() === weekdays.join()) {
    return 'weekdays';
  }
  if (days.join() === weekend.join()) {
    return 'weekends';
  }
  return new Intl.ListFormat('en-GB').format(days.map(weekdayName));
}

/** A weekday in English. */
export function weekdayName(day: Weekday): string {
  return names[day - 1] ?? '';
}
