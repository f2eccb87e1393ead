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
          { spans: ['Settings of this server'], as: 'subheading' },
          line('A reaction that saves: ', { emoji: saveEmoji }),
          line('Time zone: ', { bold: timeZone ? zoneName(timeZone) : 'not chosen' }),
          line('Manager role: ', managerRole ? { role: managerRole } : { bold: 'none' }),
          small('Another emoji holds for messages from then on; older ones keep theirs.'),
          small(
            'Who may use ',
            { command: 'digest setup' },
            ' is decided in Server Settings, Integrations; whoever may, may change this too, and so may the manager role.',
          ),
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { label: 'Save emoji', press: { action: 'emoji' } },
          { label: 'Time zone', press: { action: 'zone', args: [server] } },
          ...(managerRole
            ? [{ label: 'No manager role', press: { action: 'role', args: ['none'] } }]
            : []),
        ],
      },
      {
        kind: 'select',
        of: 'roles',
        press: { action: 'role' },
        placeholder: 'Choose a role that may change these settings too',
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
        description: 'One emoji, or a custom one of this server as <:name:id>. Empty: 🔖',
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
    throw new UserError('server-only', 'Open this in a server to see its settings.');
  }
  const settings = await call.offprint.library.settings.serverSettings(call.server.id);
  if (await call.manages()) {
    return { server: call.server.id, settings };
  }
  throw new UserError(
    'manager-only',
    'Only those who manage this server, or have its manager role, may see and change this.',
  );
}
