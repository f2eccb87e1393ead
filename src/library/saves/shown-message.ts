import type { PaperId } from '../../corpus/paper.ts';
import type { PersonId } from '../library-id.ts';
import { numberEmojis, sameEmoji } from './save-emoji.ts';

/** A message of ours that shows papers and that people can react to. */
export interface ShownMessage {
  readonly id: string;
  readonly channel: string;
  /** Absent in a direct message. */
  readonly server?: string;
  /** Whom a direct message was written to. */
  readonly person?: PersonId;
  readonly postedAt: Date;
  /** The save emoji in force when it was posted, in the words of `emojiKey`: later changes of the setting do not change what a reaction on it means. */
  readonly emoji: string;
  /** In the order shown; the first is 1️⃣. */
  readonly papers: readonly PaperId[];
}

/** Whether this is the save emoji on a message of several papers, where it could mean any of them. */
export function isUnclear(message: ShownMessage, emoji: string): boolean {
  return message.papers.length > 1 && sameEmoji(emoji, message.emoji);
}

/** The paper that this emoji means on this message: the save emoji on one paper, a number on several. */
export function paperUnder(message: ShownMessage, emoji: string): PaperId | undefined {
  if (message.papers.length === 1) {
    return sameEmoji(emoji, message.emoji) ? message.papers[0] : undefined;
  }
  const place = numberEmojis.indexOf(emoji);
  return place < 0 ? undefined : message.papers[place];
}
