const pattern = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/;

/**
 * Minutes after midnight of a time as people write it: `9`, `9am`, `09:00`, `9:30 pm`, `21.15`.
 * @returns undefined for what is no time of the day.
 */
export function readTime(text: string): number | undefined {
  const [, hours, minutes = '0', half] = pattern.exec(text.trim().toLowerCase()) ?? [];
  if (hours === undefined) {
    return undefined;
  }
  const hour = half ? hourOfHalf(Number(hours), half) : Number(hours);
  const minute = Number(minutes);
  return hour === undefined || hour > 23 || minute > 59 ? undefined : hour * 60 + minute;
}

/** 12am is midnight, 12pm noon; there is no 0am and no 13pm. */
function hourOfHalf(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) {
    return undefined;
  }
  return (hour % 12) + (half.startsWith('p') ? 12 : 0);
}

/** `540` as `09:00`. */
export function describeTime(minute: number): string {
  const digits = (number: number) => String(number).padStart(2, '0');
  return `${digits(Math.floor(minute / 60))}:${digits(minute % 60)}`;
}
