import { readTimeZone, suggestTimeZones } from '../../src/library/settings.ts';
import { cutText } from '../../src/reply/cut-text.ts';
import type { Form } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';

/**
 * The zone somebody typed.
 * @throws {UserError} with the nearest names where there is none.
 */
export function requireTimeZone(typed: string): string {
  const zone = readTimeZone(typed);
  if (zone) return zone;
  const near = suggestTimeZones(typed, 3);
  const instead = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'One is Europe/Paris.';
  throw new UserError(`I know no time zone “${cutText(typed, 50)}”. ${instead}`);
}

/** Asks for a zone, for oneself or the server. */
export function timeZoneForm(whose: string, now: string | undefined): Form {
  return {
    title: 'Time zone',
    submit: { action: 'zoned', args: [whose] },
    fields: [
      {
        name: 'zone',
        label: 'Time zone',
        description: 'Its name: Europe/Paris, America/New_York, Asia/Tokyo. Empty: none.',
        placeholder: 'Europe/Paris',
        maxLength: 60,
        ...(now && { value: now }),
      },
    ],
  };
}
