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
        description: 'Its name: Europe/Paris, America/New_York, Asia/Tokyo. Empty: none.',
        placeholder: 'Europe/Paris',
        maxLength: 60,
        ...(now && { value: now }),
      },
    ],
  };
}
