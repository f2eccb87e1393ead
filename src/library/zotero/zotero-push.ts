import type { PaperReader } from '../../corpus/paper-reader.ts';
import { exportPaper } from '../export/exported-paper.ts';
import type { LibraryStores } from '../library-stores.ts';
import { type PushedPaper, type PushOutcome, pushToZotero } from './push-to-zotero.ts';
import { type ZoteroApi, ZoteroError } from './zotero-api.ts';

/** What a push reads, and where it goes. */
export interface ZoteroPushOptions {
  readonly stores: LibraryStores;
  readonly papers: PaperReader;
  readonly api: ZoteroApi;
  readonly group: string;
  /** The server whose library is pushed; the only one by default. */
  readonly server?: string | undefined;
}

/**
 * Brings what a server saved to its Zotero group.
 * @throws ZoteroError with a sentence where that cannot be done.
 */
export async function pushServer(options: ZoteroPushOptions): Promise<PushOutcome> {
  const { stores, papers, api, group } = options;
  const server = options.server ?? (await onlyServer(stores));
  if (server === undefined) {
    return { made: 0, changed: 0, had: 0, refused: 0 };
  }
  const saves = await stores.saves.list({ library: server });
  const sharing = new Map<string, boolean>();
  for (const { person } of saves) {
    if (!sharing.has(person)) {
      sharing.set(person, (await stores.settings.personSettings(person)).sharesNotes);
    }
  }
  const known = await papers.papers([...new Set(saves.map(({ paper }) => paper))]);
  const pushed = known.map((paper): PushedPaper => {
    const own = saves.filter((save) => save.paper === paper.id);
    const [newest] = own;
    const tags = [...new Set(own.flatMap((save) => save.tags))].sort();
    return {
      paper: exportPaper(paper, { savedAt: newest?.savedAt ?? new Date(0), tags }),
      notes: own.flatMap(({ person, note }) =>
        note && sharing.get(person) ? [{ person, note }] : [],
      ),
    };
  });
  return pushToZotero({ api, store: stores.zotero, group, papers: pushed });
}

async function onlyServer({ saves }: LibraryStores): Promise<string | undefined> {
  const servers = await saves.servers();
  if (servers.length <= 1) {
    return servers[0]?.server;
  }
  throw new ZoteroError(
    'Papers are saved in several servers, and ZOTERO_GROUP is one group. Set DISCORD_GUILD_ID to the server whose papers go there.',
  );
}
