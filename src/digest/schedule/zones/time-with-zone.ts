import { readTime } from '../read-time.ts';
import { readZone, zonesToChoose } from '../time-zones.ts';

/** Longer texts are no time with a zone behind it. */
const maxLength = 80;

/** A time and the zone that was written behind it: `9am CET`, `09:00+02:00`, `18:00 (Berlin)`. */
export function partTimeAndZone(
  typed: string,
  now: Date,
): { readonly time: string; readonly zone: string } | undefined {
  const text = typed.trim();
  for (let at = Math.min(text.length, maxLength) - 1; at > 0; at -= 1) {
    const time = text.slice(0, at).trim();
    const zone = text
      .slice(at)
      .replace(/^[\s,(]+/, '')
      .replace(/(?<![\s)])[\s)]+$/, '')
      .replace(/^in\s+/i, '');
    if (readTime(time) !== undefined && isZone(zone, now)) {
      return { time, zone };
    }
  }
  return undefined;
}

function isZone(text: string, now: Date): boolean {
  if (/^[+-]?\d{1,2}$|^[ap]\.?m\b/i.test(text)) {
    return false;
  }
  return /^z$/i.test(text) || (readZone(text) ?? zonesToChoose(text, now)[0]) !== undefined;
}
