import { zoneName } from '../../src/digest/schedule/zones/zone-names.ts';
import type { Form } from '../../src/reply/reply.ts';

/** Asks for a zone, for oneself or the server. */
export function timeZoneForm(whose: string, now: string | undefined): Form {
  return {
    title: 'Time zone',
    submit: { action: 'zoned', args: [whose] },
    fields: [
      {
        name: 'zone',
        label: 'Time zone',
        description: 'A city or time zone: Zürich, America/New_York. Leave empty to clear it.',
        placeholder: 'Europe/Paris',
        maxLength: 60,
        ...(now && { value: zoneName(now) }),
      },
    ],
  };
}
