import type { PersonId } from '../library-id.ts';
import type { ReactionKind } from './save.ts';

/** One kind of one person's reaction on a message. */
export interface Reacted {
  readonly person: PersonId;
  /** In the words of `emojiKey`. */
  readonly emoji: string;
  readonly kind: ReactionKind;
}

/** What happened to a message's reactions while nobody was listening. */
export interface Missed {
  readonly putOn: readonly Reacted[];
  readonly takenOff: readonly Reacted[];
}

/**
 * Compares the reactions that are on a message now with those last known, never with saves: a
 * reaction that was dismissed and is still there is no news, and one that a save outlived is none.
 * @param heardOf - reactions about which the gateway told while they were being read: it is right.
 */
export function reconcileReactions(
  known: readonly Reacted[],
  standing: readonly Reacted[],
  heardOf: readonly Reacted[] = [],
): Missed {
  const heard = new Set(heardOf.map(nameOf));
  const quiet = (reacted: Reacted) => !heard.has(nameOf(reacted));
  return {
    putOn: missingFrom(known, standing).filter(quiet),
    takenOff: missingFrom(standing, known).filter(quiet),
  };
}

function missingFrom(these: readonly Reacted[], those: readonly Reacted[]): Reacted[] {
  const names = new Set(these.map(nameOf));
  return those.filter((reacted) => !names.has(nameOf(reacted)));
}

function nameOf({ person, emoji, kind }: Reacted): string {
  return `${person} ${emoji} ${kind}`;
}
