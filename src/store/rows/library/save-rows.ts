import type { PaperId } from '../../../corpus/paper.ts';
import type { KnownReaction, ReadingState, Save, SaveKey } from '../../../library/saves/save.ts';

/** A save as a database gives it: tags and reactions are JSON. */
export interface SaveRow {
  readonly id: number;
  readonly shelf: string;
  readonly person: string;
  readonly paper: PaperId;
  readonly asked: 0 | 1;
  readonly savedAt: number;
  readonly removedAt: number | null;
  readonly note: string | null;
  readonly noteShared: 0 | 1;
  readonly state: ReadingState | null;
  readonly tags: string;
  readonly reactions: string;
}

/** A reaction that is known. */
export interface ReactionRow {
  readonly message: string;
  readonly emoji: string;
  readonly normal: 0 | 1;
  readonly super: 0 | 1;
  readonly counts: 0 | 1;
}

/** A known reaction as its row. */
export function rowOf({ message, emoji, on, counts }: KnownReaction): ReactionRow {
  return {
    message,
    emoji,
    normal: on.includes('normal') ? 1 : 0,
    super: on.includes('super') ? 1 : 0,
    counts: counts ? 1 : 0,
  };
}

/** The key of a save's row. */
export function keyOf({ shelf, person, paper }: SaveRow): SaveKey {
  return { library: shelf, person, paper };
}

/** A row as the library knows it. */
export function saveOf(row: Omit<SaveRow, 'id' | 'shelf' | 'person' | 'paper'>): Save {
  const tags = JSON.parse(row.tags) as string[];
  const reactions = JSON.parse(row.reactions) as ReactionRow[];
  return {
    asked: row.asked === 1,
    reactions: reactions.map(({ message, emoji, normal, super: burst, counts }) => ({
      message,
      emoji,
      on: [...(normal ? (['normal'] as const) : []), ...(burst ? (['super'] as const) : [])],
      counts: counts === 1,
    })),
    savedAt: new Date(row.savedAt),
    tags: tags.sort(),
    ...(row.removedAt !== null && { removedAt: new Date(row.removedAt) }),
    ...(row.note !== null && { note: row.note }),
    ...(row.noteShared === 1 && { noteShared: true }),
    ...(row.state !== null && { state: row.state }),
  };
}
