import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type Call, defineSubcommand } from '../../src/command/define-command.ts';
import { zoneName } from '../../src/digest/schedule/zones/zone-names.ts';
import type { ServerSettings } from '../../src/library/people/settings.ts';
import { line, small } from '../../src/reply/markup.ts';
import type { Form, Reply } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';

export default defineSubcommand({
  data: {
    name: 'server',
    description: 'For managers: save emoji, time zone, manager role',
    type: Option.Subcommand,
  },
  visibility: () => 'private',
  run: (call) => showServer(call),
});

/** A server's settings, for those who manage it. */
export async function showServer(call: Call): Promise<Reply> {
  const { server, settings } = await requireManager(call);
  const { saveEmoji, timeZone, managerRole } = settings;
  return {
    framed: true,
    blocks: [
      {
        kind: 'text',
        lines: [
          { spans: ['Server settings'], as: 'subheading' },
          line('Save emoji: ', { emoji: saveEmoji }),
          line('Time zone: ', { bold: timeZone ? zoneName(timeZone) : 'not chosen' }),
          line('Manager role: ', managerRole ? { role: managerRole } : { bold: 'none' }),
          small('A new save emoji applies to new messages; older ones keep theirs.'),
          small(
            'Who can use ',
            { command: 'digest setup' },
            ' is set in Discord’s Server Settings, Integrations. The same people, and the manager role, can change these settings.',
          ),
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { label: 'Save emoji', press: { action: 'emoji' } },
          { label: 'Time zone', press: { action: 'zone', args: [server] } },
          ...(managerRole
            ? [{ label: 'Remove manager role', press: { action: 'role', args: ['none'] } }]
            : []),
        ],
      },
      {
        kind: 'select',
        of: 'roles',
        press: { action: 'role' },
        placeholder: 'Choose a manager role',
      },
    ],
  };
}

/** The form that asks for the server's save emoji. */
export function emojiForm({ saveEmoji }: ServerSettings): Form {
  return {
    title: 'Save emoji',
    submit: { action: 'emojied' },
    fields: [
      {
        name: 'emoji',
        label: 'Emoji',
        description:
          'One emoji, or a custom emoji of this server as <:name:id>. Leave empty for 🔖.',
        maxLength: 70,
        value: saveEmoji,
      },
    ],
  };
}

/**
 * The server and its settings, where the caller may change them.
 * @throws {UserError} in a direct message, or where they may not.
 */
export async function requireManager(
  call: Call,
): Promise<{ readonly server: string; readonly settings: ServerSettings }> {
  if (!call.server) {
    throw new UserError('server-only', 'Use this in a server to see its settings.');
  }
  const settings = await call.offprint.library.settings.serverSettings(call.server.id);
  if (await call.manages()) {
    return { server: call.server.id, settings };
  }
  throw new UserError(
    'manager-only',
    'Only people who manage this server, or have its manager role, can see and change this.',
  );
}
