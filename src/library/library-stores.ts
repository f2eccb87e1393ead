import type { DiscussionStore } from './discussion.ts';
import type { PeopleStore } from './people/people.ts';
import type { SettingsStore } from './people/settings.ts';
import type { SaveStore, ShownStore } from './saves/save-store.ts';
import type { ZoteroStore } from './zotero/zotero-store.ts';

/** All that the library keeps, behind one interface for each idea. */
export interface LibraryStores {
  readonly saves: SaveStore;
  readonly shown: ShownStore;
  readonly settings: SettingsStore;
  readonly people: PeopleStore;
  readonly discussions: DiscussionStore;
  readonly zotero: ZoteroStore;
  /** The key under which people are hashed; made with the database and never shown. */
  readonly secret: Uint8Array;
}
