import { setTimeout as delay } from 'node:timers/promises';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import type { Logger } from '../../log.ts';
import type { LibraryStores } from '../library-stores.ts';
import { createZoteroApi } from './zotero-api.ts';
import { pushServer } from './zotero-push.ts';

/** The group on Zotero that a server's library goes to. */
export interface ZoteroTarget {
  readonly key: string;
  readonly group: string;
  /** Whose library; the only server's by default. */
  readonly server?: string | undefined;
  /** Base of Zotero's API; Zotero's own by default. */
  readonly api?: string | undefined;
}

/** What pushing every hour needs. */
export interface ZoteroSyncOptions {
  readonly target: ZoteroTarget;
  readonly stores: LibraryStores;
  readonly papers: PaperReader;
  readonly log: Logger;
}

/** How often what is new goes to Zotero, in milliseconds. */
const every = 60 * 60 * 1000;

/**
 * Pushes now and every hour, one push at a time.
 * @returns how to stop it, after the request that is under way.
 */
export function startZoteroSync({ target, stores, papers, log }: ZoteroSyncOptions) {
  const stopping = new AbortController();
  const wait = (milliseconds: number) =>
    delay(milliseconds, undefined, { signal: stopping.signal });
  const api = createZoteroApi({ ...target, wait });
  let running: Promise<void> | undefined;

  function push(): void {
    running ??= pushServer({ ...target, stores, papers, api })
      .then((outcome) => log.info({ ...outcome }, 'library pushed to zotero'))
      .catch((err: unknown) => log.warn({ err }, 'library not pushed to zotero'))
      .finally(() => {
        running = undefined;
      });
  }

  const timer = setInterval(push, every).unref();
  push();
  return async (): Promise<void> => {
    clearInterval(timer);
    stopping.abort();
    await running;
  };
}
