import {
  type Client,
  GatewayDispatchEvents,
  type GatewayMessageReactionAddDispatchData,
  type GatewayMessageReactionRemoveAllDispatchData,
  type GatewayMessageReactionRemoveDispatchData,
  type GatewayMessageReactionRemoveEmojiDispatchData,
} from 'discord.js';
import PQueue from 'p-queue';
import type { MessageReaction, SaveOutcome, Saving } from '../../library/saves/saving.ts';
import type { ShownMessage } from '../../library/saves/shown-message.ts';
import type { Logger } from '../../log.ts';

/** Messages of ours whose reactions came before it was known what they show. */
const earlyMessages = 200;

/** What listening to reactions needs. */
export interface ReactionListenerOptions {
  readonly client: Client;
  readonly saving: Saving;
  readonly log: Logger;
  /** Told of every save that began or ended by a reaction. */
  readonly onOutcome: (outcome: SaveOutcome, source: ShownMessage | undefined) => void;
  /** Told of a save emoji put on a message of several papers. */
  readonly onUnclear: (person: string, message: ShownMessage) => void;
}

/** The reactions of the gateway, taken in one after the other. */
export interface ReactionListener {
  /** A message of ours is out: keeps what it shows, and takes in what was put on it meanwhile. */
  messageShown(message: Omit<ShownMessage, 'emoji'>): Promise<void>;
  /** Does some work between two reactions, so that neither sees the other half done. */
  between<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Notes the reactions reported on this message until the function returned gives the list. */
  listen(message: string): () => readonly MessageReaction[];
  /** Resolves when all that was heard so far is taken in. */
  settled(): Promise<void>;
}

/**
 * Hears what the gateway tells of reactions. Its packets are read as they come: discord.js gives
 * on only those of channels that it has in its cache, and what a reaction means is looked up in
 * the store, not fetched.
 */
export function listenToReactions({
  client,
  saving,
  log,
  onOutcome,
  onUnclear,
}: ReactionListenerOptions): ReactionListener {
  const queue = new PQueue({ concurrency: 1 });
  const early = new Map<string, (() => Promise<void>)[]>();
  const listeners = new Map<string, Set<MessageReaction[]>>();

  function take(event: string, work: () => Promise<void>): void {
    queue.add(work).catch((err: unknown) => log.error({ err, event }, 'could not save a reaction'));
  }

  async function tell(outcome: SaveOutcome | undefined, message: string): Promise<void> {
    if (outcome && outcome.became !== 'unchanged') {
      onOutcome(outcome, await saving.shownMessage(message));
    }
  }

  async function change(
    reaction: MessageReaction,
    rule: 'reactionPutOn' | 'reactionTakenOff',
    ours: boolean,
  ): Promise<void> {
    const { message } = reaction;
    const takeIn = async () => {
      const shown = await saving.shownMessage(message);
      if (shown && rule === 'reactionPutOn' && saving.isUnclear(shown, reaction.emoji)) {
        onUnclear(reaction.person, shown);
      }
      await tell(await saving[rule](reaction), message);
    };
    if (await saving.shownMessage(message)) {
      await takeEarly(message);
      return takeIn();
    }
    if (!ours && !early.has(message)) {
      return;
    }
    early.set(message, [...(early.get(message) ?? []), takeIn]);
    const [oldest] = early.keys();
    if (early.size > earlyMessages && oldest !== undefined) {
      early.delete(oldest);
    }
  }

  /** What was put on a message before it was known what it shows comes before anything that came later. */
  async function takeEarly(message: string): Promise<void> {
    const waiting = early.get(message) ?? [];
    early.delete(message);
    for (const again of waiting) {
      await again();
    }
  }

  function heard(reaction: MessageReaction): void {
    for (const list of listeners.get(reaction.message) ?? []) {
      list.push(reaction);
    }
  }

  // The poster records a digest itself.
  saving.onShown(({ id }) => {
    if (early.has(id)) {
      take('put on', () => takeEarly(id));
    }
  });
  client.ws.on(
    GatewayDispatchEvents.MessageReactionAdd,
    (data: GatewayMessageReactionAddDispatchData) => {
      if (data.member?.user?.bot || data.user_id === client.user?.id) {
        return;
      }
      const reaction = readReaction(data);
      heard(reaction);
      const ours = data.message_author_id === client.user?.id;
      take('put on', () => change(reaction, 'reactionPutOn', ours));
    },
  );
  client.ws.on(
    GatewayDispatchEvents.MessageReactionRemove,
    (data: GatewayMessageReactionRemoveDispatchData) => {
      const reaction = readReaction(data);
      heard(reaction);
      take('taken off', () => change(reaction, 'reactionTakenOff', false));
    },
  );
  client.ws.on(
    GatewayDispatchEvents.MessageReactionRemoveAll,
    ({ message_id }: GatewayMessageReactionRemoveAllDispatchData) =>
      take('cleared', () => saving.reactionsCleared(message_id)),
  );
  client.ws.on(
    GatewayDispatchEvents.MessageReactionRemoveEmoji,
    ({ message_id, emoji }: GatewayMessageReactionRemoveEmojiDispatchData) =>
      take('cleared', () => saving.reactionsCleared(message_id, emoji)),
  );

  return {
    messageShown: (message) =>
      queue.add(async () => {
        await saving.messageShown(message);
        await takeEarly(message.id);
      }),
    between: (work) => queue.add(work),
    listen(message) {
      const list: MessageReaction[] = [];
      const lists = listeners.get(message) ?? new Set();
      listeners.set(message, lists.add(list));
      return () => {
        lists.delete(list);
        if (lists.size === 0) {
          listeners.delete(message);
        }
        return list;
      };
    },
    settled: () => queue.add(async () => {}),
  };
}

function readReaction(
  data: GatewayMessageReactionAddDispatchData | GatewayMessageReactionRemoveDispatchData,
): MessageReaction {
  return {
    message: data.message_id,
    person: data.user_id,
    emoji: data.emoji,
    kind: data.burst ? 'super' : 'normal',
  };
}
