import type { PaperId } from '../../corpus/paper.ts';
import type { LibraryId, PersonId } from '../library-id.ts';
import type { Reacted } from '../saves/read-back.ts';
import type { ReactionRef, Save, SaveKey } from '../saves/save.ts';
import type { PersonSettings } from './settings.ts';

/** Everything that is kept about one person. */
export interface PersonalData {
  readonly person: PersonId;
  readonly settings: PersonSettings;
  readonly saves: readonly (SaveKey & Save)[];
  /** Topics, words and authors that they follow. */
  readonly followed: readonly string[];
  /** When that comes: minutes after midnight in a zone, on these days, of which 1 is Monday. */
  readonly following?: {
    readonly minute: number;
    readonly zone: string;
    readonly days: readonly number[];
  };
  /** Papers that were sent to them as what they follow. */
  readonly brought: readonly PaperId[];
  /** Channels whose digest they set up. */
  readonly digestsSetUp: readonly string[];
  /** What they opened; their part in it is forgotten after a day. */
  readonly opened: readonly {
    readonly server: string;
    readonly paper: PaperId;
    readonly day: string;
  }[];
  /** When they were looked up in a server, and since when they are away. */
  readonly lookedUp: readonly {
    readonly server: string;
    readonly at: Date;
    readonly awaySince?: Date;
  }[];
  /** Notes of theirs that went to Zotero. */
  readonly notesAtZotero: number;
  readonly passedOver: readonly {
    readonly library: LibraryId;
    readonly paper: PaperId;
    readonly at: Date;
  }[];
}

/** The servers that a process sees: those it hears of, and in which of them the bot is. */
export interface ServersSeen {
  readonly present: readonly string[];
  /** Whether the process would hear of this server. */
  readonly isOurs: (server: string) => boolean;
}

/** Says a person by a keyed hash that differs on each message; `message` is empty for the person as such. */
export type PersonHash = (person: PersonId, message: string) => string;

/** Keeps, and lets go of, what belongs to people. Each method is one whole step. */
export interface PeopleStore {
  personalData(person: PersonId): Promise<PersonalData>;
  /**
   * Drops everything of this person. Of their reactions that are on messages posted since `since`
   * the hash alone is kept, so that reading back does not bring them in again.
   */
  forget(person: PersonId, hash: PersonHash, since: Date, now: Date): Promise<void>;
  /** Whether a reaction belongs to what its person had forgotten; the kind put on now joins it. */
  isForgotten(reacted: Reacted & ReactionRef, hash: PersonHash): Promise<boolean>;
  /** The reaction was taken off (of one person), or cleared (of everybody). */
  takeOffForgotten(reacted: Reacted & ReactionRef, hash: PersonHash): Promise<void>;
  clearForgotten(message: string, emoji?: string): Promise<void>;
  /** Keeps of a message's forgotten reactions only those that is still there. */
  keepForgotten(message: string, standing: readonly Reacted[], hash: PersonHash): Promise<void>;
  /** Drops hashes older than this, and who asked for older imports. */
  expireForgotten(before: Date): Promise<void>;

  /** People with saves in a server who were not looked up since `before`. */
  membersToLookUp(
    before: Date,
    limit: number,
  ): Promise<readonly { server: string; person: PersonId }[]>;
  noteMember(server: string, person: PersonId, present: boolean, now: Date): Promise<void>;
  /** Drops the names of those away since before this moment, with their private notes; the saves stay under a name of nobody. */
  dropNamesAwaySince(before: Date): Promise<number>;

  /** Notes where the bot is; `now` is when it was seen to be out of the others that are ours. */
  noteServers(servers: ServersSeen, now: Date): Promise<void>;
  noteServer(server: string, present: boolean, now: Date): Promise<void>;
  /** Drops everything of the servers that the bot left before this moment. */
  dropServersLeft(before: Date): Promise<readonly string[]>;

  /** Notes that a person does not want to be recommended this paper. */
  passOver(key: SaveKey, now: Date): Promise<void>;
  passedOver(library: LibraryId, person: PersonId): Promise<readonly PaperId[]>;
}
