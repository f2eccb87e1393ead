import { createHmac } from 'node:crypto';
import type { Clock } from '../../corpus/clock.ts';
import type { PersonId } from '../library-id.ts';
import type { LibraryStores } from '../library-stores.ts';
import { expired, keptFor } from '../saves/save-rules.ts';
import type { PersonalData, PersonHash } from './people.ts';

/** Members are looked up once in this time, in milliseconds. */
const lookUpEvery = 7 * 24 * 60 * 60 * 1000;

/** A keyed hash of a person that differs from message to message, and says nothing without the key. */
export function createPersonHash(secret: Uint8Array): PersonHash {
  return (person, message) =>
    createHmac('sha256', secret).update(`${person}\n${message}`).digest('base64url');
}

/** What a person may see and take back of what is kept about them. */
export interface Privacy {
  show(person: PersonId): Promise<PersonalData>;
  /** Everything about this person goes at once; what is left for 30 days names nobody. */
  forget(person: PersonId): Promise<void>;
}

/** What ends by itself after 30 days. */
export interface Retention {
  /** Drops what has run out: removed saves, hashes, names of those who left, servers that were left. */
  expire(): Promise<void>;
  membersToLookUp(limit: number): Promise<readonly { server: string; person: PersonId }[]>;
  memberLookedUp(server: string, person: PersonId, present: boolean): Promise<void>;
  /** Of all servers that are `ours` the bot is in exactly these; of others this process knows nothing. */
  inServers(servers: readonly string[], isOurs: (server: string) => boolean): Promise<void>;
  serverJoined(server: string): Promise<void>;
  serverLeft(server: string): Promise<void>;
}

/** Shows, exports and forgets what is kept about a person. */
export function createPrivacy(stores: LibraryStores, clock: Clock, hash: PersonHash): Privacy {
  return {
    show: (person) => stores.people.personalData(person),
    async forget(person) {
      const now = clock.now();
      await stores.people.forget(person, hash, new Date(now.getTime() - keptFor), now);
    },
  };
}

/** Deletes what has expired, and notes who and which servers have left. */
export function createRetention({ people, saves }: LibraryStores, clock: Clock): Retention {
  const ago = (milliseconds: number) => new Date(clock.now().getTime() - milliseconds);
  return {
    async expire() {
      const before = ago(keptFor);
      await saves.changeRemovedBefore(before, expired(clock.now()));
      await people.expireForgotten(before);
      await people.dropNamesAwaySince(before);
      await people.dropServersLeft(before);
    },
    membersToLookUp: (limit) => people.membersToLookUp(ago(lookUpEvery), limit),
    memberLookedUp: (server, person, present) =>
      people.noteMember(server, person, present, clock.now()),
    inServers: (present, isOurs) => people.noteServers({ present, isOurs }, clock.now()),
    serverJoined: (server) => people.noteServer(server, true, clock.now()),
    serverLeft: (server) => people.noteServer(server, false, clock.now()),
  };
}
