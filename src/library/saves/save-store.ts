import type { PaperId } from '../../corpus/paper.ts';
import type { LibraryId, PersonId } from '../library-id.ts';
import type { KnownReaction, ReadingState, Save, SaveKey } from './save.ts';
import type { SaveRule } from './save-rules.ts';
import type { ShownMessage } from './shown-message.ts';

/** A save before and after a rule was applied to it. */
export interface SaveChange {
  readonly key: SaveKey;
  readonly before: Save | undefined;
  readonly after: Save | undefined;
}

/** A reaction that is known to be on a message, and whose it is. */
export interface StandingReaction extends KnownReaction {
  readonly person: PersonId;
}

/** Which saves of a library; standing ones only. A field left out asks for nothing. */
export interface SaveFilter {
  readonly library: LibraryId;
  readonly person?: PersonId | undefined;
  readonly tag?: string | undefined;
  readonly state?: ReadingState | undefined;
  readonly papers?: readonly PaperId[] | undefined;
}

/** Keeps saves. Each method is one whole step that happens or does not. */
export interface SaveStore {
  /** Replaces a save by what the rule makes of it; a rule that throws changes nothing. */
  change(key: SaveKey, rule: SaveRule): Promise<SaveChange>;
  /** The same for all saves with a reaction on this message, all of them or none. */
  changeOnMessage(message: string, rule: SaveRule): Promise<readonly SaveChange[]>;
  find(key: SaveKey): Promise<Save | undefined>;
  /** Standing saves, newest first. */
  list(filter: SaveFilter): Promise<readonly (SaveKey & Save)[]>;
  /** One person's removed saves of a library, last removed first. */
  listRemoved(library: LibraryId, person: PersonId): Promise<readonly (SaveKey & Save)[]>;
  /** Servers with standing saves, and how many each has. */
  servers(): Promise<readonly { readonly server: string; readonly saves: number }[]>;
  /** Who reacted on this message as far as is known. */
  standingReactions(message: string): Promise<readonly StandingReaction[]>;
  /** Applies a rule to every save that was removed before this moment; how many it changed. */
  changeRemovedBefore(moment: Date, rule: SaveRule): Promise<number>;
}

/** Keeps which papers our messages show. */
export interface ShownStore {
  /** Keeps a message; one that is kept already stays as it is. */
  keepShown(message: ShownMessage): Promise<void>;
  findShown(id: string): Promise<ShownMessage | undefined>;
  /** Messages posted at this moment or later, newest first. */
  shownSince(moment: Date): Promise<readonly ShownMessage[]>;
  /** The newest messages of a server that show this paper, newest first. */
  shownWith(server: string, paper: PaperId, limit: number): Promise<readonly ShownMessage[]>;
  dropShown(ids: readonly string[]): Promise<void>;
}
