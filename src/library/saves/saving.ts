import type { Clock } from '../../corpus/clock.ts';
import type { PaperId } from '../../corpus/paper.ts';
import { isPersonal, type LibraryId, libraryOf, type PersonId } from '../library-id.ts';
import type { LibraryStores } from '../library-stores.ts';
import type { PersonHash } from '../people/people.ts';
import { createSettings } from '../people/settings.ts';
import { type Reacted, reconcileReactions } from './read-back.ts';
import { hasOrigin, type ReactionKind, type Save, type SaveKey } from './save.ts';
import { type Emoji, emojiKey, saveEmojiKey } from './save-emoji.ts';
import {
  askedFor,
  keptFor,
  reactionFound,
  reactionPutOn,
  reactionsCleared,
  reactionTakenOff,
  removedByHand,
  restored,
  type SaveRule,
  type Writing,
  writtenOn,
} from './save-rules.ts';
import type { SaveChange } from './save-store.ts';
import { isUnclear, paperUnder, type ShownMessage } from './shown-message.ts';

/** Messages of one paper whose counts are kept true: older ones are hardly looked at. */
const latestMessages = 5;

/** A reaction as Discord tells of it: ids only. */
export interface MessageReaction {
  readonly message: string;
  readonly person: PersonId;
  readonly emoji: Emoji;
  readonly kind: ReactionKind;
}

/** The same with its emoji as it is kept. */
interface KeyedReaction extends Reacted {
  readonly message: string;
}

/** What somebody's act did to a save. */
export interface SaveOutcome {
  readonly key: SaveKey;
  readonly save: Save | undefined;
  readonly became: 'saved' | 'removed' | 'unchanged';
}

/** Told of a message that is known from now on, and whether it was posted some time ago. */
export type ShownListener = (message: ShownMessage, by: { readonly isFound: boolean }) => void;

/** How saves begin and end. */
export interface Saving {
  /**
   * Our message shows papers from now on; what a reaction on it means is settled with it.
   * @param by - `isFound` where it was posted some time ago, and may have reactions that nobody heard of.
   */
  messageShown(
    message: Omit<ShownMessage, 'emoji'>,
    by?: { readonly isFound: boolean },
  ): Promise<void>;
  /** The latest messages of a server that show this paper; none for one's own library. */
  messagesShowing(library: LibraryId, paper: PaperId): Promise<readonly ShownMessage[]>;
  shownMessage(id: string): Promise<ShownMessage | undefined>;
  /** @returns undefined where the reaction means no paper. */
  reactionPutOn(reaction: MessageReaction): Promise<SaveOutcome | undefined>;
  reactionTakenOff(reaction: MessageReaction): Promise<SaveOutcome | undefined>;
  /** A moderator took off all reactions of a message, or all of one emoji. */
  reactionsCleared(message: string, emoji?: Emoji): Promise<void>;
  messagesDeleted(ids: readonly string[]): Promise<void>;
  /** Our messages whose reactions are read back after an absence, newest first. */
  messagesToReadBack(): Promise<readonly ShownMessage[]>;
  /** Whether this emoji means one of the papers of the message. */
  meansPaper(message: ShownMessage, emoji: Emoji): boolean;
  /** Whether this emoji asks for a save, and the message shows several papers that it could mean. */
  isUnclear(message: ShownMessage, emoji: Emoji): boolean;
  /**
   * Takes in the reactions that are on a message now, however they came and went meanwhile.
   * @param standing - those with an emoji that means one of its papers, bots left out.
   * @param heardOf - the reactions the gateway reported while these were being read.
   * @param since - when the reading back began: a save that was removed later stays removed.
   */
  reactionsRead(
    message: ShownMessage,
    standing: readonly MessageReaction[],
    heardOf?: readonly MessageReaction[],
    since?: Date,
  ): Promise<readonly SaveOutcome[]>;
  /** The present moment, for `reactionsRead`. */
  readBackBegins(): Date;
  save(key: SaveKey): Promise<SaveOutcome>;
  remove(key: SaveKey): Promise<SaveOutcome>;
  /** Brings back what was removed in the last 30 days. */
  restore(key: SaveKey): Promise<SaveOutcome>;
  write(key: SaveKey, writing: Writing): Promise<SaveOutcome>;
  /** Tells of every save that begins or ends in this process. @returns how to stop listening. */
  onOutcome(listener: (outcome: SaveOutcome) => void): () => void;
  /** Tells of every message of ours once it is known what it shows. @returns how to stop listening. */
  onShown(listener: ShownListener): () => void;
}

/** The rules of saving at work on a store. */
export function createSaving(
  stores: LibraryStores,
  { clock, hash }: { readonly clock: Clock; readonly hash: PersonHash },
): Saving {
  const { saves, shown, people } = stores;
  const settings = createSettings(stores.settings);
  const listeners = new Set<(outcome: SaveOutcome) => void>();
  const shownListeners = new Set<ShownListener>();

  async function change(key: SaveKey, rule: SaveRule): Promise<SaveOutcome> {
    const outcome = outcomeOf(await saves.change(key, rule));
    if (outcome.became !== 'unchanged') {
      for (const listener of listeners) {
        listener(outcome);
      }
    }
    return outcome;
  }

  async function keyUnder(reaction: KeyedReaction): Promise<SaveKey | undefined> {
    const message = await shown.findShown(reaction.message);
    return message && keyOn(message, reaction);
  }

  async function putOn(key: SaveKey, reaction: KeyedReaction): Promise<SaveOutcome | undefined> {
    if (await people.isForgotten(reaction, hash)) {
      return undefined;
    }
    return change(key, reactionPutOn(refOf(reaction), reaction.kind, clock.now()));
  }

  async function takenOff(key: SaveKey, reaction: KeyedReaction): Promise<SaveOutcome> {
    await people.takeOffForgotten(reaction, hash);
    return change(key, reactionTakenOff(refOf(reaction), reaction.kind, clock.now()));
  }

  return {
    async messageShown(message, by = { isFound: false }) {
      const { saveEmoji } = await settings.serverSettings(message.server);
      const kept = { ...message, emoji: saveEmojiKey(saveEmoji) };
      await shown.keepShown(kept);
      for (const listener of shownListeners) {
        listener(kept, by);
      }
    },

    messagesShowing: async (library, paper) =>
      isPersonal(library) ? [] : shown.shownWith(library, paper, latestMessages),

    shownMessage: (id) => shown.findShown(id),

    async reactionPutOn(told) {
      const reaction = keyed(told);
      const key = await keyUnder(reaction);
      return key && putOn(key, reaction);
    },

    async reactionTakenOff(told) {
      const reaction = keyed(told);
      const key = await keyUnder(reaction);
      return key && takenOff(key, reaction);
    },

    async reactionsCleared(message, cleared) {
      const emoji = cleared && emojiKey(cleared);
      await saves.changeOnMessage(message, reactionsCleared(message, emoji));
      await people.clearForgotten(message, emoji);
    },

    async messagesDeleted(ids) {
      for (const id of ids) {
        await saves.changeOnMessage(id, reactionsCleared(id));
        await people.clearForgotten(id);
      }
      await shown.dropShown(ids);
    },

    messagesToReadBack: () => shown.shownSince(new Date(clock.now().getTime() - keptFor)),

    meansPaper: (message, emoji) => paperUnder(message, emojiKey(emoji)) !== undefined,

    isUnclear: (message, emoji) => isUnclear(message, emojiKey(emoji)),

    readBackBegins: () => clock.now(),

    async reactionsRead(message, read, heardOf = [], since = clock.now()) {
      const found = async (key: SaveKey, reaction: KeyedReaction) =>
        (await people.isForgotten(reaction, hash))
          ? undefined
          : change(key, reactionFound(refOf(reaction), reaction.kind, { since, now: clock.now() }));
      const standing = read.map(keyed);
      const known = (await saves.standingReactions(message.id)).flatMap(({ person, emoji, on }) =>
        on.map((kind) => ({ person, emoji, kind })),
      );
      await people.keepForgotten(message.id, standing, hash);
      const missed = reconcileReactions(known, standing, heardOf.map(keyed));
      const outcomes: (SaveOutcome | undefined)[] = [];
      // Put on before taken off: a reaction that changed its kind never ends the save.
      for (const [list, take] of [
        [missed.putOn, found],
        [missed.takenOff, takenOff],
      ] as const) {
        for (const reacted of list) {
          const key = keyOn(message, reacted);
          if (key) {
            outcomes.push(await take(key, { ...reacted, message: message.id }));
          }
        }
      }
      return outcomes.filter((outcome) => outcome !== undefined);
    },

    save: (key) => change(key, askedFor(clock.now())),
    remove: (key) => change(key, removedByHand(clock.now())),
    restore: (key) => change(key, restored(clock.now())),
    write: (key, writing) => change(key, writtenOn(writing)),

    onOutcome(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onShown(listener) {
      shownListeners.add(listener);
      return () => void shownListeners.delete(listener);
    },
  };
}

function keyOn(message: ShownMessage, { person, emoji }: Reacted): SaveKey | undefined {
  const paper = paperUnder(message, emoji);
  return paper && { library: libraryOf({ server: message.server, person }), person, paper };
}

function keyed(reaction: MessageReaction): KeyedReaction {
  return { ...reaction, emoji: emojiKey(reaction.emoji) };
}

function refOf({ message, emoji }: KeyedReaction) {
  return { message, emoji };
}

function outcomeOf({ key, before, after }: SaveChange): SaveOutcome {
  const stood = before !== undefined && hasOrigin(before);
  const stands = after !== undefined && hasOrigin(after);
  return {
    key,
    save: after,
    became: stood === stands ? 'unchanged' : stands ? 'saved' : 'removed',
  };
}
