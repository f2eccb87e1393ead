import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayIntentBits,
  type RateLimitData,
  Status,
} from 'discord.js';
import type { Logger } from '../log.ts';
import type { Offprint } from '../offprint.ts';
import type { CommandMention } from '../reply/fit/to-markdown.ts';
import { deliverAlerts } from './interactions/deliver-alerts.ts';
import { createManagerCheck } from './interactions/manager-check.ts';
import { routeInteraction } from './interactions/route-interaction.ts';
import { syncReactions } from './reactions/reaction-sync.ts';
import { describeFailure, refusedToken } from './registration/deploy-commands.ts';
import type { Commands } from './registration/load-commands.ts';
import { inviteLink } from './registration/permissions.ts';
import { registerCommands } from './registration/register-commands.ts';
import { renderReply } from './render-reply.ts';

/** A client for Discord, or for the server at `apiUrl`, not yet connected. */
export function createDiscordClient(apiUrl: string): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.DirectMessageReactions,
    ],
    allowedMentions: { parse: [] },
    rest: { api: apiUrl, rejectOnRateLimit: isLongWaitToPost },
  });
}

/**
 * A post that had to wait long would come after Discord has forgotten its nonce, and are there
 * twice: it fails, and is looked for before it is made again.
 */
function isLongWaitToPost({ method, route, timeToReset, retryAfter }: RateLimitData): boolean {
  const posts = method === 'POST' && route.startsWith('/channels/:id/messages');
  return posts && Math.max(timeToReset, retryAfter) > maxWaitToPost;
}

/** In milliseconds. */
const maxWaitToPost = 20_000;

/** What a connection to Discord needs. */
export interface DiscordOptions {
  readonly client: Client;
  readonly token: string;
  /** Register commands to this server only. */
  readonly guildId?: string | undefined;
  /** Servers whose managers may import: by default `guildId`, else the only server. */
  readonly curators?: readonly string[] | undefined;
  readonly commands: Commands;
  readonly offprint: Offprint;
  readonly log: Logger;
  /** Milliseconds between two edits of a message's save counts; a minute by default. */
  readonly countsEvery?: number;
}

/** A bot that is connected and answers. */
export interface Connection {
  /** The gateway as it is at this moment. */
  state(): 'ready' | 'connecting';
  readonly client: Client<true>;
  readonly mention: CommandMention;
  /** The link that adds the bot to a server, while it is in none. */
  readonly invite?: string;
  /** Resolves when every reaction that was heard or missed is taken in. */
  settled(): Promise<void>;
  /** Ends what goes on in the background; the client is destroyed by whoever made it. */
  close(): Promise<void>;
}

/**
 * Connects, registers the commands where they differ, and answers from then on.
 * @throws {Error} with a sentence where Discord cannot be reached, or refuses the token or the
 * commands.
 */
export async function connectDiscord(options: DiscordOptions): Promise<Connection> {
  const { client, token, commands, offprint, log } = options;
  let ids: ReadonlyMap<string, string> = new Map();
  const mention: CommandMention = (command) => {
    const id = ids.get(command.split(' ')[0] ?? '');
    return id ? `</${command}:${id}>` : `\`/${command}\``;
  };
  const saves = syncReactions({
    client,
    library: offprint.library,
    render: (reply) => renderReply(reply, { answering: 'saved', mention }),
    log,
    countsEvery: options.countsEvery,
  });
  const { threads } = saves;
  const manages = createManagerCheck({
    client,
    settings: offprint.library.settings,
    idOf: (command) => ids.get(command),
    log,
  });
  const { curators = options.guildId === undefined ? undefined : [options.guildId] } = options;
  const isCurator = (server: string) =>
    curators ? curators.includes(server) : client.guilds.cache.size === 1;
  const onShown: typeof saves.onShown = (message, papers) => saves.onShown(message, papers);
  client.on(Events.Error, (err) => log.error({ err }, 'discord client failed'));
  client.on(Events.InteractionCreate, (interaction) => {
    void routeInteraction(
      { commands, offprint, mention, log, threads, manages, isCurator, onShown },
      interaction,
    )
      .then(() => deliverAlerts(offprint, mention, manages, interaction))
      .catch((err: unknown) => log.warn({ err }, 'alerts not delivered'));
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await login(client, token);
  const connected = await ready;
  const { application, guilds, rest } = connected;
  const registration = await registerCommands(rest, commands, {
    applicationId: application.id,
    guildId: options.guildId,
    guildIds: [...guilds.cache.keys()],
  });
  ids = registration.ids;
  log.info({ commands: ids.size, changed: registration.changed }, 'commands registered');
  return {
    client: connected,
    mention,
    state: () => (client.ws.status === Status.Ready ? 'ready' : 'connecting'),
    ...(guilds.cache.size === 0 && { invite: inviteLink(application.id) }),
    settled: () => saves.settled(),
    close: () => saves.close(),
  };
}

async function login(client: Client, token: string): Promise<void> {
  try {
    await client.login(token);
  } catch (error) {
    if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) {
      throw refusedToken(error);
    }
    throw describeFailure(error);
  }
}
