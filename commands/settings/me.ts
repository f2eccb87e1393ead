import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type Call, defineSubcommand } from '../../src/command/define-command.ts';
import { suggestZones } from '../../src/digest/schedule/time-zones.ts';
import { requireZone } from '../../src/digest/schedule/zones/require-zone.ts';
import { zoneName } from '../../src/digest/schedule/zones/zone-names.ts';
import { line, small } from '../../src/reply/markup.ts';
import type { Reply } from '../../src/reply/reply.ts';

export default defineSubcommand({
  data: {
    name: 'me',
    description:
      'Whether teammates see your name on what you save, Zotero notes, and your time zone',
    type: Option.Subcommand,
    options: [
      {
        name: 'time_zone',
        description: 'A city or time zone: Paris, Europe/Paris',
        type: Option.String,
        autocomplete: true,
        max_length: 80,
      },
    ],
  },
  visibility: () => 'private',
  autocomplete: async ({ now }, { typed }) => suggestZones(typed, now),
  async run(call) {
    const { time_zone } = call.options;
    if (time_zone) {
      await call.offprint.library.settings.changePerson(call.person.id, {
        timeZone: requireZone(time_zone, call.now),
      });
    }
    return showMine(call);
  },
});

/** One's own settings, with a press for each. */
export async function showMine(call: Call): Promise<Reply> {
  const mine = await call.offprint.library.settings.personSettings(call.person.id);
  const { named, sharesNotes, timeZone } = mine;
  return {
    framed: true,
    blocks: [
      {
        kind: 'text',
        lines: [
          { spans: ['Your settings'], as: 'subheading' },
          line(
            'Your name: ',
            { bold: named ? 'shown' : 'hidden' },
            named
              ? ' to teammates on papers you saved.'
              : '. Your saves count, but teammates do not see that they are yours.',
          ),
          line('Your notes in the team’s Zotero: ', {
            bold: sharesNotes ? 'included' : 'not included',
          }),
          line('Your time zone: ', { bold: timeZone ? zoneName(timeZone) : 'not chosen' }),
          small(
            'These settings apply in every server. ',
            { command: 'privacy show' },
            ' shows what is stored about you.',
          ),
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          {
            label: named ? 'Hide my name' : 'Show my name',
            press: { action: 'named', args: [named ? 'no' : 'yes'] },
          },
          {
            label: sharesNotes ? 'Keep notes out of Zotero' : 'Include notes in Zotero',
            press: { action: 'notes', args: [sharesNotes ? 'no' : 'yes'] },
          },
          { label: 'Time zone', press: { action: 'zone', args: ['me'] } },
        ],
      },
    ],
  };
}
