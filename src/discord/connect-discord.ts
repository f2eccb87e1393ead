import { type Client, DiscordjsError, DiscordjsErrorCodes, Events } from 'discord.js';
import type { Clock } from '../corpus/clock.ts';
import type { Logger } from '../log.ts';
import type { Offprint } from '../offprint.ts';
import { type GatewayState, watchGateway } from './connection/gateway-watch.ts';
import { hasAllShards, isOnOwnShard } from './connection/own-shards.ts';
import { type RefusedError, refusedToken } from './connection/refused-error.ts';
import { watchToken } from './connection/token-watch.ts';
import { deliverAlerts } from './interactions/deliver-alerts.ts';
import { listenToInteractions } from './interactions/interaction-listener.ts';
import { createManagerCheck } from './interactions/manager-check.ts';
import { routeInteraction } from './interactions/route-interaction.ts';
import type { PostingClient } from './posting/create-poster.ts';
import { syncReactions } from './reactions/reaction-sync.ts';
import { createCommandIds } from './registration/command-ids.ts';
import { describeFailure } from './registration/deploy-commands.ts';
import { keepRegistering } from './registration/keep-registering.ts';
import type { Commands } from './registration/load-commands.ts';
import { inviteLink } from './registration/permissions.ts';
import { registerCommands } from './registration/register-commands.ts';
import { renderReply } from './render-reply.ts';

/** What a connection to Discord needs. */
export interface DiscordOptions {
  readonly client: Client;
  readonly token: string;
  /** Register commands to this server only. */
  readonly guildId?: string | undefined;
  /** Servers whose managers may import: by default `guildId`, else the only server of a bot in one process. */
  readonly curators?: readonly string[] | undefined;
  readonly commands: Commands;
  readonly offprint: Offprint;
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds between two edits of a message's save counts; a minute by default. */
  readonly countsEvery?: number;
  /** Handed what posting needs before the first interaction is answered. */
  readonly onReady?: (posting: PostingClient) => void;
}

/** A bot that is connected and answers. */
export interface Connection extends PostingClient {
  /** The gateway as it is at this moment. */
  readonly gateway: () => GatewayState;
  /** The link that adds the bot to a server, while it is in none. */
  readonly invite?: string;
  /** Resolves when Discord refuses this bot until somebody changes something; else never. */
  readonly refused: Promise<RefusedError>;
  /** Resolves when every reaction that was heard or missed is taken in. */
  settled(): Promise<void>;
  /** Ends what goes on in the background; the caller ends the client. */
  readonly close: () => Promise<void>;
}

/**
 * Connects, registers the commands where they differ, and answers from then on. Commands that Discord
 * does not take yet are registered later, in the background.
 * @throws {RefusedError} with a sentence where Discord refuses the token or the settings.
 * @throws {Error} with a sentence where Discord cannot be reached.
 */
export async function connectDiscord(options: DiscordOptions): Promise<Connection> {
  const { client, token, guildId, commands, offprint, clock, log } = options;
  const { mention, idOf, learn, learnt } = createCommandIds();
  const refusal = createRefusal();
  const gateway = watchGateway({ client, clock, log, onRefused: refusal.refuse });
  const saves = syncReactions({
    client,
    library: offprint.library,
    exclusive: offprint.exclusive,
    render: (reply) => renderReply(reply, { answering: 'saved', mention }),
    log,
    countsEvery: options.countsEvery,
  });
  const { threads } = saves;
  const manages = createManagerCheck({
    client,
    settings: offprint.library.settings,
    idOf,
    log,
  });
  const { curators = guildId === undefined ? undefined : [guildId] } = options;
  const isCurator = (server: string) =>
    curators ? curators.includes(server) : hasAllShards(client) && client.guilds.cache.size === 1;
  const onShown: typeof saves.onShown = (...shown) => saves.onShown(...shown);
  const router = { commands, offprint, mention, log, threads, manages, isCurator, onShown };
  client.on(Events.Error, (err) => log.error({ err }, 'discord client failed'));
  const stopAnswering = listenToInteractions({
    client,
    prepared: learnt,
    log,
    answer: (interaction) =>
      routeInteraction(router, interaction)
        .then(() => deliverAlerts(offprint, mention, manages, interaction))
        .catch((err: unknown) => log.warn({ err }, 'alerts not delivered')),
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  client.once(Events.ClientReady, (connected) => options.onReady?.({ client: connected, mention }));
  await login(client, token).catch((error: unknown) => {
    throw refusal.known() ?? error;
  });
  const connected = await ready;
  const { application, guilds, rest } = connected;
  watchToken({ client: connected, log, onRefused: refusal.refuse });
  const guildIds = [...guilds.cache.keys()];
  const scope = {
    applicationId: application.id,
    guildId,
    guildIds,
    registers: isOnOwnShard(client, guildId),
    onIds: learn,
  };
  const registration = keepRegistering(() => registerCommands(rest, commands, scope), log);
  await registration.begun;
  return {
    client: connected,
    mention,
    gateway: gateway.state,
    refused: refusal.refused,
    ...(hasAllShards(client) && guilds.cache.size === 0 && { invite: inviteLink(application.id) }),
    settled: () => saves.settled(),
    async close() {
      registration.close();
      await stopAnswering();
      await saves.close();
    },
  };
}

/** The first refusal, which may come at any time. */
interface Refusal {
  readonly refused: Promise<RefusedError>;
  readonly known: () => RefusedError | undefined;
  readonly refuse: (refusal: RefusedError) => void;
}

function createRefusal(): Refusal {
  let known: RefusedError | undefined;
  let tell: (refusal: RefusedError) => void = () => {};
  const refused = new Promise<RefusedError>((resolve) => {
    tell = resolve;
  });
  return {
    refused,
    known: () => known,
    refuse(refusal: RefusedError) {
      known ??= refusal;
      tell(known);
    },
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
