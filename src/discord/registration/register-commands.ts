import { ApplicationIntegrationType, InteractionContextType, type REST, Routes } from 'discord.js';
import { RefusedError } from '../connection/refused-error.ts';
import type { Commands } from './load-commands.ts';
import { inviteLink } from './permissions.ts';
import { sameCommands } from './same-commands.ts';

/** A command as Discord keeps it. */
export type RegisteredCommand = { readonly id: string; readonly name: string } & Record<
  string,
  unknown
>;

/** What registering changed at Discord. */
export interface Registration {
  /** Whether anything had to be written. */
  readonly changed: boolean;
  /** Ids by command name, for clickable mentions. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Where commands are registered. */
export interface RegistrationScope {
  readonly applicationId: string;
  /** To this server alone; everywhere where absent. */
  readonly guildId?: string | undefined;
  /** The servers that this process hears of: commands of an earlier scope are looked for there. */
  readonly guildIds: readonly string[];
  /** False where another process registers the commands, and this one only learns their ids. */
  readonly registers?: boolean;
  /** Told the ids of the commands as soon as Discord names them, and again once they are registered. */
  readonly onIds?: (ids: ReadonlyMap<string, string>) => void;
}

/**
 * Makes Discord's commands those of this program, writing only where they differ, and empties
 * the other scope, so that no command shows twice.
 * @throws {RefusedError} with a sentence where the bot is not in the one server meant.
 * @throws {Error} where another process has to register them first.
 */
export async function registerCommands(
  rest: REST,
  commands: Commands,
  scope: RegistrationScope,
): Promise<Registration> {
  const { applicationId, guildId, guildIds, registers = true } = scope;
  if (registers && guildId && !guildIds.includes(guildId)) {
    throw new RefusedError(
      `The bot is not in server ${guildId}, which DISCORD_GUILD_ID names. Invite it and start again: ${inviteLink(applicationId)}`,
    );
  }
  const everywhere = Routes.applicationCommands(applicationId);
  const ofGuild = (guild: string) => Routes.applicationGuildCommands(applicationId, guild);
  const target = guildId ? ofGuild(guildId) : everywhere;
  const others = [
    ...(registers && guildId ? [everywhere] : []),
    ...guildIds.filter((guild) => guild !== guildId).map(ofGuild),
  ];
  const wanted = [...commands.values()].map(({ data }) => withScope(data, guildId));
  const present = (await rest.get(target)) as RegisteredCommand[];
  scope.onIds?.(idsOf(present));
  const cleared = await Promise.all(others.map((route) => clear(rest, route)));
  const same = sameCommands(wanted, present);
  if (!same && !registers) {
    throw new Error('Another process has not registered the commands yet.');
  }
  const registered = same
    ? present
    : ((await rest.put(target, { body: wanted })) as RegisteredCommand[]);
  const ids = idsOf(registered);
  scope.onIds?.(ids);
  return { changed: !same || cleared.includes(true), ids };
}

function idsOf(commands: readonly RegisteredCommand[]): ReadonlyMap<string, string> {
  return new Map(commands.map(({ name, id }) => [name, id]));
}

/** A server's commands have no contexts; elsewhere they work in servers and direct messages. */
function withScope(data: object, guildId: string | undefined): object {
  return guildId
    ? data
    : {
        contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
        integration_types: [ApplicationIntegrationType.GuildInstall],
        ...data,
      };
}

async function clear(rest: REST, route: `/${string}`): Promise<boolean> {
  const present = (await rest.get(route)) as RegisteredCommand[];
  if (present.length === 0) {
    return false;
  }
  await rest.put(route, { body: [] });
  return true;
}
