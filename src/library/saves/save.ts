import type { PaperId } from '../../corpus/paper.ts';
import type { LibraryId, PersonId } from '../library-id.ts';

/** What one save is: one person's, of one paper, on one library. */
export interface SaveKey {
  readonly library: LibraryId;
  readonly person: PersonId;
  readonly paper: PaperId;
}

/** How far somebody is with a paper they saved. */
export const readingStates = ['to-read', 'reading', 'read'] as const;
/** One state of reading. */
export type ReadingState = (typeof readingStates)[number];

/** A reaction as it is put on: with Discord's super reactions an emoji has two kinds. */
export type ReactionKind = 'normal' | 'super';

/** Which reaction: of the person of its save, on a message that shows the paper of its save. */
export interface ReactionRef {
  readonly message: string;
  /** In the words of `emojiKey`. */
  readonly emoji: string;
}

/**
 * What is known of one person's reaction. On its message and counting: an origin of the save. On its
 * message and not counting: dismissed. Counting and on its message no more: a moderator took it off,
 * or the message is gone, and the save exists all the same.
 */
export interface KnownReaction extends ReactionRef {
  /** The kinds of it that are on the message, as far as is known. */
  readonly on: readonly ReactionKind[];
  readonly counts: boolean;
}

/** One person's save of one paper, standing or removed and still restorable. */
export interface Save {
  /** Saved by a button, a command or a menu, or kept for what was written on it. */
  readonly asked: boolean;
  readonly reactions: readonly KnownReaction[];
  readonly savedAt: Date;
  /** Absent while the save exists. */
  readonly removedAt?: Date;
  readonly note?: string;
  /** True while the team may read the note. */
  readonly noteShared?: true;
  readonly state?: ReadingState;
  /** Each once, in alphabetical order. */
  readonly tags: readonly string[];
}

/** Whether anything carries the save: this alone decides whether the save exists. */
export function hasOrigin(save: Pick<Save, 'asked' | 'reactions'>): boolean {
  return save.asked || save.reactions.some((reaction) => reaction.counts);
}

/** A save that somebody wrote on is never lost to a reaction. */
export function isWrittenOn(save: Save): boolean {
  return save.note !== undefined || save.state !== undefined || save.tags.length > 0;
}
