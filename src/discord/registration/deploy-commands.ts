import { DiscordAPIError, DiscordjsError, REST, Routes } from 'discord.js';
import type { APIApplication, RESTAPIPartialCurrentUserGuild } from 'discord-api-types/v10';
import { refusedToken } from '../connection/refused-error.ts';
import type { Commands } from './load-commands.ts';
import { inviteLink, missingPermissions } from './permissions.ts';
import {
  type Registration,
  type RegistrationScope,
  registerCommands,
} from './register-commands.ts';

/** The token, and where to use it. */
export interface BotAccount {
  readonly apiUrl: string;
  readonly token: string;
  /** The only server commands are registered to, where one is set. */
  readonly guildId?: string | undefined;
}

/** What Discord says of the bot, asked over REST alone. */
export interface BotState {
  readonly name: string;
  /** The servers it is in, and which of the permissions that it asks for it lacks there. */
  readonly servers: readonly {
    readonly id: string;
    readonly name: string;
    readonly missing: readonly string[];
  }[];
  readonly invite: string;
}

/**
 * Registers the commands without connecting.
 * @throws {Error} with a sentence where Discord refuses the token.
 */
export async function deployCommands(
  account: BotAccount,
  commands: Commands,
): Promise<Registration> {
  const rest = restOf(account);
  const { application, guilds } = await askForBot(rest);
  const scope: RegistrationScope = {
    applicationId: application.id,
    guildIds: guilds.map(({ id }) => id),
    guildId: account.guildId,
  };
  return registerCommands(rest, commands, scope);
}

/**
 * Asks Discord who the token belongs to and where the bot is.
 * @throws {Error} with a sentence where the token is refused or Discord cannot be reached.
 */
export async function inspectBot(account: BotAccount): Promise<BotState> {
  const { application, guilds } = await askForBot(restOf(account));
  return {
    name: application.name,
    servers: guilds.map(({ id, name, permissions }) => ({
      id,
      name,
      missing: missingPermissions(BigInt(permissions)),
    })),
    invite: inviteLink(application.id),
  };
}

function restOf({ apiUrl, token }: BotAccount): REST {
  return new REST({ api: apiUrl }).setToken(token);
}

async function askForBot(
  rest: REST,
): Promise<{ application: APIApplication; guilds: RESTAPIPartialCurrentUserGuild[] }> {
  try {
    const [application, guilds] = await Promise.all([
      rest.get(Routes.currentApplication()),
      rest.get(Routes.userGuilds()),
    ]);
    return {
      application: application as APIApplication,
      guilds: guilds as RESTAPIPartialCurrentUserGuild[],
    };
  } catch (error) {
    throw describeFailure(error);
  }
}

/** A failed first request to Discord, as a sentence for whoever runs the bot. */
export function describeFailure(cause: unknown): unknown {
  if (cause instanceof DiscordAPIError) {
    return cause.status === 401 ? refusedToken(cause) : cause;
  }
  // Anything else that discord.js itself refuses explains itself.
  if (cause instanceof DiscordjsError) {
    return cause;
  }
  if (cause instanceof Error && cause.message.startsWith('Not enough sessions')) {
    return new Error(`Discord does not let this bot connect again for now: ${cause.message}.`, {
      cause,
    });
  }
  return new Error('Discord cannot be reached. Check the network and DISCORD_API_URL.', { cause });
}
