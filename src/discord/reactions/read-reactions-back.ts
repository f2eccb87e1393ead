import { setTimeout as wait } from 'node:timers/promises';
import {
  type APIMessage,
  type APIReaction,
  type APIUser,
  type Client,
  DiscordAPIError,
  Events,
  RESTJSONErrorCodes,
  ReactionType,
  Routes,
} from 'discord.js';
import PQueue from 'p-queue';
import type { MessageReaction, Saving } from '../../library/saves/saving.ts';
import type { ShownMessage } from '../../library/saves/shown-message.ts';
import type { Logger } from '../../log.ts';
import { shardOf } from '../connection/own-shards.ts';
import { isMessageGone } from './is-message-gone.ts';
import type { ReactionListener, ReactionListenerOptions } from './reaction-listener.ts';

/** People of a reaction in one answer: the most Discord gives. */
const peopleAtOnce = 100;

/** How long to wait before messages that could not be read are tried again, in milliseconds. */
const retryAfter = 30_000;

/** What reading reactions back needs. */
export interface ReadBackOptions {
  readonly client: Client;
  readonly saving: Saving;
  readonly reactions: ReactionListener;
  readonly log: Logger;
  readonly onOutcome: ReactionListenerOptions['onOutcome'];
}

/** How reading one message went: `failed` is tried again, `barred` is refused for its whole channel. */
type ReadResult = 'done' | 'failed' | 'barred';

/** The reading of messages that a shard may have missed something of. */
interface Round {
  /** When it began, or the first one that was not finished. */
  readonly since: Date;
  /** Aborts where a newer session begins, whose own round reads everything again. */
  readonly over: AbortController;
}

/** The reading back of missed reactions, once it has been started. */
export interface ReadBack {
  /** Resolves when nothing is being read and nothing waits to be. */
  settled(): Promise<void>;
  close(): void;
}

/**
 * After every gateway session that is not a resumed one, the first included, reads the reactions
 * of the messages that its shard heard of in the last 30 days and takes in what was missed. One request at
 * a time, so that answers to people never wait behind it; discord.js keeps the rate limits.
 */
export function readReactionsBack(options: ReadBackOptions): ReadBack {
  const { client, saving, reactions, log } = options;
  const reading = new PQueue({ concurrency: 1 });
  /** Aborts where the newest session of a shard is over. */
  const sessions = new Map<number, AbortController>();
  /** When the first round of a shard began that was not finished. */
  const unfinished = new Map<number, Date>();
  const underWay = new Set<Promise<void>>();
  let closed = false;

  async function run(shard: number, round: Round): Promise<void> {
    const all = await saving.messagesToReadBack();
    const messages = all.filter(({ server }) => shardOf(client, server) === shard);
    await readAll(messages, round);
    if (!round.over.signal.aborted) {
      unfinished.delete(shard);
      log.info({ shard, messages: messages.length }, 'missed reactions read');
    }
  }

  async function readAll(messages: readonly ShownMessage[], round: Round): Promise<void> {
    const { over } = round;
    let left = messages;
    /** Channels that the bot may not read: what it was refused for one message holds for all. */
    const barred = new Set<string>();
    while (left.length > 0) {
      const unread: ShownMessage[] = [];
      for (const message of left) {
        if (barred.has(message.channel)) {
          continue;
        }
        const read = await reading.add(async () =>
          over.signal.aborted ? 'over' : readOne(message, round),
        );
        if (read === 'over') {
          return;
        }
        if (read === 'barred') {
          barred.add(message.channel);
        } else if (read === 'failed') {
          unread.push(message);
        }
      }
      left = unread;
      if (left.length > 0) {
        await wait(retryAfter, undefined, { signal: over.signal }).catch(() => {});
      }
    }
  }

  async function readOne(message: ShownMessage, { since }: Round): Promise<ReadResult> {
    const heardOf = reactions.listen(message.id);
    try {
      const standing = await fetchReactions(client, saving, message);
      await reactions.between(async () => {
        for (const outcome of await saving.reactionsRead(message, standing, heardOf(), since)) {
          if (outcome.became !== 'unchanged') {
            options.onOutcome(outcome, message);
          }
        }
      });
      return 'done';
    } catch (error) {
      heardOf();
      return settleError(error, message);
    }
  }

  async function settleError(error: unknown, message: ShownMessage): Promise<ReadResult> {
    if (closed) {
      return 'done';
    }
    if (isMessageGone(error)) {
      await saving.messagesDeleted([message.id]);
      return 'done';
    }
    const code = error instanceof DiscordAPIError ? error.code : undefined;
    // Without permission to read there is nothing to compare with, and saves stay unchanged.
    if (
      code === RESTJSONErrorCodes.MissingAccess ||
      code === RESTJSONErrorCodes.MissingPermissions
    ) {
      log.info({ channel: message.channel, err: error }, 'missed reactions of a channel not read');
      return 'barred';
    }
    log.warn({ message: message.id, err: error }, 'missed reactions of a message not read');
    return 'failed';
  }

  function track(work: Promise<void>): void {
    const done = work
      .catch((err: unknown) => log.error({ err }, 'reading missed reactions failed'))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }

  /** A digest of a process that died is found when the round of the session may be over. */
  const stopListening = saving.onShown((message, { isFound }) => {
    const over = sessions.get(shardOf(client, message.server));
    if (isFound && over) {
      track(readAll([message], { since: saving.readBackBegins(), over }));
    }
  });

  client.on(Events.ShardReady, (shard) => {
    sessions.get(shard)?.abort();
    if (closed) {
      return;
    }
    const over = new AbortController();
    sessions.set(shard, over);
    const since = unfinished.get(shard) ?? saving.readBackBegins();
    unfinished.set(shard, since);
    track(run(shard, { since, over }));
  });

  return {
    async settled() {
      await Promise.all(underWay);
    },
    close() {
      closed = true;
      stopListening();
      for (const over of sessions.values()) {
        over.abort();
      }
    },
  };
}

/** The reactions that are on a message and mean a paper, those of bots left out. */
async function fetchReactions(
  { rest }: Client,
  saving: Saving,
  shown: ShownMessage,
): Promise<MessageReaction[]> {
  const { id, channel } = shown;
  const message = (await rest.get(Routes.channelMessage(channel, id))) as APIMessage;
  const standing: MessageReaction[] = [];
  for (const reaction of message.reactions ?? []) {
    const { emoji, count_details: counts } = reaction;
    if (!saving.meansPaper(shown, emoji)) {
      continue;
    }
    for (const [type, kind, count] of [
      [ReactionType.Normal, 'normal', counts.normal],
      [ReactionType.Super, 'super', counts.burst],
    ] as const) {
      const people = count > 0 ? await fetchPeople(rest, shown, reaction, type) : [];
      standing.push(...people.map((person) => ({ message: id, person, emoji, kind })));
    }
  }
  return standing;
}

async function fetchPeople(
  rest: Client['rest'],
  { channel, id }: Pick<ShownMessage, 'channel' | 'id'>,
  { emoji }: APIReaction,
  type: ReactionType,
): Promise<string[]> {
  const name = encodeURIComponent(emoji.id ? `${emoji.name}:${emoji.id}` : (emoji.name ?? ''));
  const route = Routes.channelMessageReaction(channel, id, name);
  const people: string[] = [];
  for (let after = '0'; ; ) {
    const query = new URLSearchParams({ type: String(type), limit: String(peopleAtOnce), after });
    const page = (await rest.get(route, { query })) as readonly APIUser[];
    people.push(...page.filter(({ bot }) => !bot).map((user) => user.id));
    const last = page.at(-1)?.id;
    if (page.length < peopleAtOnce || last === undefined) {
      return people;
    }
    after = last;
  }
}
