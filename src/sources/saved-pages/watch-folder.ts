import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import PQueue from 'p-queue';
import type { Logger } from '../../log.ts';
import { type FoundFiles, findSavedFiles } from './folder.ts';
import { pageDaysFile } from './page-days.ts';

/** Which folder is watched, and what is done with its files. */
export interface WatchFolderOptions {
  readonly folder: string;
  /** Given what is new or changed, one call after the other. */
  readonly onFiles: (found: FoundFiles) => Promise<void>;
  readonly log?: Logger;
  /**
   * Milliseconds for which a file must not grow before it counts as written.
   * @default 1000
   */
  readonly settle?: number;
  /**
   * Milliseconds between looks whether the folder itself has come or gone.
   * @default 2000
   */
  readonly lookEvery?: number;
}

/** A folder that is being watched. */
export interface FolderWatch {
  /** Ends the watch, after the call to `onFiles` that is under way. */
  close(): Promise<void>;
}

/**
 * Watches a folder of saved pages, from the moment the promise resolves. Files that are written
 * together are given together. The folder may be made, removed or replaced at any time: one that
 * appears is given whole. A changed `pages.json` gives the whole folder too.
 */
export async function watchFolder(options: WatchFolderOptions): Promise<FolderWatch> {
  const { folder, log, settle = 1_000, lookEvery = 2_000 } = options;
  const giving = createGiving(options);
  let watcher: FSWatcher | undefined;
  let watched: string | undefined;

  /** A watcher stays with one folder on the disk and never finds the next one of that name. */
  async function follow(): Promise<void> {
    const identity = await identityOf(folder);
    if (identity === watched) {
      return;
    }
    await watcher?.close();
    watcher = identity === undefined ? undefined : await startWatcher();
    watched = identity;
  }

  async function startWatcher(): Promise<FSWatcher> {
    const started = watch(folder, {
      depth: 0,
      ignoreInitial: true,
      awaitWriteFinish: { stabilityThreshold: settle, pollInterval: Math.ceil(settle / 10) },
    });
    started.on('error', (error) => log?.warn({ err: error, folder }, 'could not watch a file'));
    started.on('add', (path) => giving.add(basename(path)));
    started.on('change', (path) => giving.add(basename(path)));
    started.on('unlinkDir', (path) => {
      // The next folder may be given the same inode.
      if (resolve(path) === resolve(folder)) {
        watched = undefined;
      }
    });
    await new Promise<void>((ready) => started.once('ready', ready));
    log?.debug({ folder }, 'watching the pages folder');
    return started;
  }

  await follow();
  const looks = new PQueue({ concurrency: 1 });

  async function look(): Promise<void> {
    const before = watched;
    await follow();
    if (watched !== undefined && watched !== before) {
      giving.addAll();
    }
  }

  const timer = setInterval(() => {
    looks
      .add(look)
      .catch((err: unknown) => log?.error({ err, folder }, 'watching the pages folder failed'));
  }, lookEvery).unref();

  return {
    async close() {
      clearInterval(timer);
      await looks.onIdle();
      await watcher?.close();
      await giving.close();
    },
  };
}

/** Gathers names and gives the files of those names, while nothing else is being given. */
function createGiving(options: WatchFolderOptions) {
  const { folder, onFiles, log, settle = 1_000 } = options;
  let names = new Set<string>();
  let all = false;
  let timer: NodeJS.Timeout | undefined;
  const calls = new PQueue({ concurrency: 1 });

  async function give(): Promise<void> {
    const [wanted, everything] = [names, all || names.has(pageDaysFile)];
    names = new Set();
    all = false;
    try {
      const found = await findSavedFiles([folder]);
      if (everything) {
        return await onFiles(found);
      }
      const files = found.files.filter((file) => wanted.has(file.name));
      const warnings = found.warnings.filter((warning) => wanted.has(warning.file));
      if (files.length + warnings.length > 0) {
        await onFiles({ files, warnings });
      }
    } catch (error) {
      log?.error({ err: error, folder }, 'changed pages could not be imported');
      // What failed goes with the next change.
      names = new Set([...wanted, ...names]);
      all ||= everything;
    }
  }

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void calls.add(give);
    }, settle / 2);
  }

  return {
    add(name: string) {
      names.add(name);
      soon();
    },
    addAll() {
      all = true;
      soon();
    },
    async close() {
      clearTimeout(timer);
      await calls.onIdle();
    },
  };
}

/** Tells one folder from another of the same name; undefined where there is none. */
async function identityOf(folder: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(folder);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
