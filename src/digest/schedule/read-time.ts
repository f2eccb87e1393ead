const digits = /^(\d{1,2})(?:[:.h](\d{2})|\s*h)?\s*(am|pm)?$/;
/** `0900`, `0900 hrs`: as it is written where hours go to 24. */
const military = /^(\d{2})(\d{2})$/;

const named: Readonly<Record<string, number>> = {
  noon: 12 * 60,
  midday: 12 * 60,
  '12 noon': 12 * 60,
  midnight: 0,
  '12 midnight': 0,
};

/**
 * Minutes after midnight of a time as people write it: `9`, `9am`, `09:00`, `9:30 p.m.`, `21.15`,
 * `21h30`, `0900`, `noon`, `at 9 o’clock`.
 * @returns undefined for what is no time of the day by its whole length.
 */
export function readTime(text: string): number | undefined {
  const plain = plainTime(text);
  if (Object.hasOwn(named, plain)) {
    return named[plain];
  }
  const [, hours, minutes = '0', half] = digits.exec(plain) ?? military.exec(plain) ?? [];
  if (hours === undefined) {
    return undefined;
  }
  const hour = half ? hourOfHalf(Number(hours), half) : Number(hours);
  const minute = Number(minutes);
  return hour === undefined || hour > 23 || minute > 59 ? undefined : hour * 60 + minute;
}

/** Without the words and marks that change nothing: `at 9 o’clock` as `9`, `9 p.m.` as `9 pm`. */
function plainTime(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^(?:at |@ ?|um |à )/, '')
    .replace(/([ap])\. ?m\.?$/, '$1m')
    .replace(/^(\d{1,2}) ?o['’]? ?clock(?= [ap]m$|$)/, '$1')
    .replace(/ ?(?:uhr|hrs?|hours?|heures?)$/, 'h')
    .replace(/^(\d{4}|\d{1,2}[:.h]\d{2})h$/, '$1')
    .replace(/^(\d{1,2}) uhr (\d{2})$/, '$1:$2')
    .replace(/^(\d{1,2}) ?h ?(\d{2})$/, '$1h$2')
    .replace(/^(\d{1,2}[:.]\d{2})[:.]00(?= ?[ap]m$|$)/, '$1');
}

/** 12am is midnight, 12pm noon; there is no 0am and no 13pm. */
function hourOfHalf(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) {
    return undefined;
  }
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

/** `540` as `09:00`. */
export function describeTime(minute: number): string {
  const digits = (number: number) => String(number).padStart(2, '0');
  return `${digits(Math.floor(minute / 60))}:${digits(minute % 60)}`;
}
