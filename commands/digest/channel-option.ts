import { ChannelType, ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import type { Call } from '../../src/command/define-command.ts';
import type { Schedule } from '../../src/digest/schedule/schedule.ts';
import type { Line } from '../../src/reply/markup.ts';
import { line } from '../../src/reply/markup.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';

/** Text channels, threads and announcement channels. */
export const channelOption = {
  name: 'channel',
  description: 'The channel or thread (default: this one)',
  type: Option.Channel,
  channel_types: [
    ChannelType.GuildText,
    ChannelType.GuildAnnouncement,
    ChannelType.PublicThread,
    ChannelType.PrivateThread,
    ChannelType.AnnouncementThread,
  ],
} as const;

/** The channel that is meant: the one named, else the one the command was given in. */
export function channelOf({ options, channel }: Call<{ readonly channel?: string }>): string {
  return options.channel ?? channel.id;
}

/**
 * The digest of a channel of this server.
 * @throws {UserError} where none is set up there.
 */
export async function requireSchedule(call: Call, channel: string | undefined): Promise<Schedule> {
  const schedule = await call.offprint.schedules.schedule(channel ?? '');
  if (schedule && schedule.server === requireServer(call)) {
    return schedule;
  }
  throw new UserError(
    'no-digest',
    'That channel has no digest. /digest setup creates one, and /digest status lists the channels that have one.',
  );
}

/** @throws {UserError} in a direct message. */
export function requireServer({ server }: Call): string {
  if (server) {
    return server.id;
  }
  throw new UserError(
    'server-only',
    'Digests are for server channels. To get papers by direct message, use /follow.',
  );
}

/** A few lines, and buttons below them. */
export function says(lines: readonly Line[], ...blocks: Reply['blocks']): Reply {
  return { blocks: [{ kind: 'text', lines }, ...blocks] };
}

/** A sentence that names the channel first. */
export function inChannel(schedule: Pick<Schedule, 'destination'>, sentence: string): Line {
  return line({ channel: schedule.destination }, `: ${sentence}`);
}
