import {
  hasOrigin,
  isWrittenOn,
  type KnownReaction,
  type ReactionKind,
  type ReactionRef,
  type ReadingState,
  type Save,
} from './save.ts';

/** What a save becomes; undefined stands for no save at all. Pure: a store may run it again. */
export type SaveRule = (save: Save | undefined) => Save | undefined;

/** How long what was removed can be restored, and messages are read back. */
export const keptFor = 30 * 24 * 60 * 60 * 1000;

const blank = { asked: false, reactions: [], tags: [] };

/** A reaction was put on. One that is known to be on its message already changes nothing. */
export function reactionPutOn(ref: ReactionRef, kind: ReactionKind, now: Date): SaveRule {
  return (save) => {
    const known = save?.reactions.find(isThat(ref));
    const before = known?.on ?? [];
    if (before.includes(kind)) {
      return save;
    }
    // A dismissed reaction that gains a second kind was not taken off, so it stays dismissed.
    const counts = known === undefined || before.length === 0 || known.counts;
    const reaction = { ...ref, on: [...before, kind].sort(), counts };
    return settled(
      { ...opened(save, now), reactions: withReaction(save?.reactions ?? [], reaction) },
      now,
    );
  };
}

/**
 * A reaction was found on its message. It is older than what its person did since the reading back
 * began: where they removed the save meanwhile, it is dismissed as if it had been known by then.
 */
export function reactionFound(
  ref: ReactionRef,
  kind: ReactionKind,
  { since, now }: { readonly since: Date; readonly now: Date },
): SaveRule {
  return (save) => {
    const known = save?.reactions.some(isThat(ref));
    if (known || !save?.removedAt || save.removedAt <= since) {
      return reactionPutOn(ref, kind, now)(save);
    }
    const reaction = { ...ref, on: [kind], counts: false };
    return { ...save, reactions: withReaction(save.reactions, reaction) };
  };
}

/** A reaction was taken off by its person: its origin ends once no kind of it is left. */
export function reactionTakenOff(ref: ReactionRef, kind: ReactionKind, now: Date): SaveRule {
  return (save) => {
    const known = save?.reactions.find(isThat(ref));
    if (!save || !known?.on.includes(kind)) {
      return save;
    }
    const on = known.on.filter((other) => other !== kind);
    const others = save.reactions.filter((reaction) => reaction !== known);
    const reactions = on.length > 0 ? withReaction(save.reactions, { ...known, on }) : others;
    const left = { ...save, reactions };
    const kept = !save.removedAt && !hasOrigin(left) && isWrittenOn(save);
    return settled(kept ? { ...left, asked: true } : left, now);
  };
}

/**
 * A moderator cleared the message (or one emoji of it), or it was deleted: that takes nothing back.
 * What was dismissed is forgotten with the reaction it was about.
 */
export function reactionsCleared(message: string, emoji?: string): SaveRule {
  return (save) =>
    save && {
      ...save,
      reactions: save.reactions.flatMap((reaction) => {
        const cleared =
          reaction.message === message && (emoji === undefined || reaction.emoji === emoji);
        if (!cleared) {
          return [reaction];
        }
        return reaction.counts ? [{ ...reaction, on: [] }] : [];
      }),
    };
}

/** Somebody asked for the save: a button, a command, a menu. */
export function askedFor(now: Date): SaveRule {
  return (save) => settled({ ...opened(save, now), asked: true }, now);
}

/** Somebody removed the save, or undid it: every origin ends, reactions among them are dismissed. */
export function removedByHand(now: Date): SaveRule {
  return (save) => save && settled({ ...save, asked: false, reactions: dismissed(save) }, now);
}

/** A removed save comes back as it was, with its note and tags. After 30 days nothing does. */
export function restored(now: Date): SaveRule {
  return (save) =>
    save && isRestorable(save, now)
      ? { ...settled({ ...save, asked: true }, now), savedAt: save.savedAt }
      : save;
}

/** What is written on a save; `undefined` leaves a field alone, `null` empties it. */
export interface Writing {
  readonly note?: string | null;
  /** Whether the team may read the note: a note is private until its person shares it. */
  readonly noteShared?: boolean;
  readonly state?: ReadingState | null;
  readonly tag?: readonly string[];
  readonly untag?: readonly string[];
}

/** Writes on a standing save; any other is left as it is. */
export function writtenOn({ note, noteShared, state, tag = [], untag = [] }: Writing): SaveRule {
  return (save) => {
    if (!save || save.removedAt) {
      return save;
    }
    const { note: oldNote, noteShared: wasShared = false, state: oldState, ...rest } = save;
    const newNote = note === undefined ? oldNote : note;
    const newState = state === undefined ? oldState : state;
    const tags = new Set([...save.tags, ...tag].filter((each) => !untag.includes(each)));
    return {
      ...rest,
      tags: [...tags].sort(),
      ...(newNote && { note: newNote, ...((noteShared ?? wasShared) && { noteShared: true }) }),
      ...(newState && { state: newState }),
    };
  };
}

/** After 30 days what was removed is gone; only dismissed reactions are still known. */
export function expired(now: Date): SaveRule {
  return (save) => {
    if (!save?.removedAt || isRestorable(save, now)) {
      return save;
    }
    if (save.reactions.length === 0) {
      return undefined;
    }
    const { note: _note, noteShared: _shared, state: _state, ...rest } = save;
    return { ...rest, tags: [] };
  };
}

/** Whether a removed save can still be restored, 30 days after its removal. */
export function isRestorable(save: Save, now: Date): boolean {
  return save.removedAt !== undefined && now.getTime() - save.removedAt.getTime() <= keptFor;
}

/** Saving again what was removed brings its note and tags back for as long as they are kept. */
function opened(save: Save | undefined, now: Date): Save {
  if (!save) {
    return { ...blank, savedAt: now };
  }
  return expired(now)(save) ?? { ...blank, savedAt: now };
}

/** Keeps the times true to the origins: the one place where a save begins or ends. */
function settled(save: Save, now: Date): Save {
  const { removedAt, ...standing } = save;
  if (hasOrigin(save)) {
    return removedAt ? { ...standing, savedAt: now } : save;
  }
  return removedAt ? save : { ...save, removedAt: now };
}

function dismissed(save: Save): KnownReaction[] {
  return save.reactions
    .filter((reaction) => reaction.on.length > 0)
    .map((reaction) => ({ ...reaction, counts: false }));
}

function withReaction(
  reactions: readonly KnownReaction[],
  reaction: KnownReaction,
): KnownReaction[] {
  return [...reactions.filter((other) => !isThat(reaction)(other)), reaction];
}

function isThat(ref: ReactionRef): (reaction: KnownReaction) => boolean {
  return ({ message, emoji }) => message === ref.message && emoji === ref.emoji;
}
