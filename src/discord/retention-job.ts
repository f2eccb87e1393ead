import { type Client, DiscordAPIError, Events, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Retention } from '../library/people/privacy.ts';
import type { Logger } from '../log.ts';
import type { Offprint } from '../offprint.ts';
import { isOnOwnShard } from './connection/own-shards.ts';

/** How often what has run out is dropped and members are looked up, in milliseconds. */
const every = 60 * 60 * 1000;

/** Members looked up each time: a week's hours are enough for some thousands. */
const atOnce = 30;

/** What the retention job works with. */
export interface RetentionJobOptions {
  readonly client: Client;
  readonly retention: Retention;
  /** Does in one process what need not be done in each. */
  readonly exclusive: Offprint['exclusive'];
  readonly log: Logger;
}

/** Deletes what has expired and looks members up, once an hour. */
export interface RetentionJob {
  /** Waits for what is being recorded; members are looked up at the next start. */
  close(): Promise<void>;
}

/**
 * Notes which servers the bot is in and who is still there, and drops what has run out. Members
 * are asked for one by one: their events need a privileged intent.
 */
export function startRetentionJob({
  client,
  retention,
  exclusive,
  log,
}: RetentionJobOptions): RetentionJob {
  let stop: (() => Promise<void>) | undefined;
  let isClosing = false;
  const recording = new Set<Promise<unknown>>();
  const noting = (work: Promise<void>) => {
    const noted = work
      .catch((err: unknown) => log.error({ err }, 'the servers of the bot could not be recorded'))
      .finally(() => recording.delete(noted));
    recording.add(noted);
  };
  client.on(Events.ClientReady, ({ guilds }) => {
    const isOurs = (server: string) => isOnOwnShard(client, server);
    const noted = retention.inServers([...guilds.cache.keys()], isOurs);
    noting(noted);
    stop ??= exclusive('housekeeping', () => startTicks(noted));
  });
  client.on(Events.GuildCreate, ({ id }) => noting(retention.serverJoined(id)));
  client.on(Events.GuildDelete, ({ id }) => noting(retention.serverLeft(id)));

  async function tick(): Promise<void> {
    await retention.expire();
    for (const { server, person } of await retention.membersToLookUp(atOnce)) {
      if (isClosing) {
        return;
      }
      const present = await isMember(server, person);
      if (present !== undefined) {
        await retention.memberLookedUp(server, person, present);
      }
    }
  }

  /** Undefined where Discord does not say. */
  async function isMember(server: string, person: string): Promise<boolean | undefined> {
    try {
      await client.rest.get(Routes.guildMember(server, person));
      return true;
    } catch (error) {
      const code = error instanceof DiscordAPIError ? error.code : undefined;
      const gone =
        code === RESTJSONErrorCodes.UnknownMember || code === RESTJSONErrorCodes.UnknownUser;
      if (gone) {
        return false;
      }
      log.info({ server, err: error }, 'member could not be looked up');
      return undefined;
    }
  }

  /** The servers that the bot left meanwhile come first. */
  async function startTicks(noted: Promise<void>): Promise<() => Promise<void>> {
    const timer = setInterval(() => noting(tick()), every).unref();
    noting(noted.then(tick, () => {}));
    return async () => clearInterval(timer);
  }

  return {
    async close() {
      isClosing = true;
      await stop?.();
      await Promise.all(recording);
    },
  };
}
