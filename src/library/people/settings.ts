import type { PersonId } from '../library-id.ts';
import { defaultSaveEmoji } from '../saves/save-emoji.ts';

/** What the managers of a server chose. */
export interface ServerSettings {
  /** As `readSaveEmoji` gives it. */
  readonly saveEmoji: string;
  /** An IANA name; absent until somebody chose one. */
  readonly timeZone?: string;
  /** The role whose members manage Offprint besides the server's own managers. */
  readonly managerRole?: string;
}

/** What a person chose for themselves, in every server. */
export interface PersonSettings {
  /** Whether teammates may see who saved. */
  readonly named: boolean;
  /** An IANA name; absent until they chose one. */
  readonly timeZone?: string;
  /** Whether their notes go along to the team's Zotero group. */
  readonly sharesNotes: boolean;
}

/** New values; `null` goes back to the default. */
export type SettingsChange<Settings> = {
  readonly [Name in keyof Settings]?: Settings[Name] | null;
};

/** Settings of a server as they are kept: what was never chosen is absent. */
export type ChosenServerSettings = Partial<ServerSettings>;

/** Keeps settings. People who chose nothing may be named and keep their notes to themselves. */
export interface SettingsStore {
  serverSettings(server: string): Promise<ChosenServerSettings>;
  changeServer(
    server: string,
    change: SettingsChange<ServerSettings>,
  ): Promise<ChosenServerSettings>;
  personSettings(person: PersonId): Promise<PersonSettings>;
  changePerson(person: PersonId, change: SettingsChange<PersonSettings>): Promise<PersonSettings>;
  /** Of these people, those who may be named. */
  namedAmong(people: readonly PersonId[]): Promise<readonly PersonId[]>;
  /** True for one caller only: whoever gets it tells this person what a first save means. */
  claimIntroduction(person: PersonId): Promise<boolean>;
  /** The person could not be reached; the next occasion may try again. */
  giveBackIntroduction(person: PersonId): Promise<void>;
}

/** Settings with their defaults. */
export interface Settings extends Omit<SettingsStore, 'serverSettings' | 'changeServer'> {
  /** Without a server: what holds in direct messages. */
  serverSettings(server?: string): Promise<ServerSettings>;
  changeServer(server: string, change: SettingsChange<ServerSettings>): Promise<ServerSettings>;
}

/** Settings of people and servers, with their defaults. */
export function createSettings(store: SettingsStore): Settings {
  const withDefaults = (chosen: ChosenServerSettings): ServerSettings => ({
    saveEmoji: defaultSaveEmoji,
    ...chosen,
  });
  return {
    ...store,
    serverSettings: async (server) =>
      withDefaults(server === undefined ? {} : await store.serverSettings(server)),
    changeServer: async (server, change) => withDefaults(await store.changeServer(server, change)),
  };
}
