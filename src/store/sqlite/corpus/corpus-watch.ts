import type { Database } from 'better-sqlite3';
import type { Revision } from '../../../corpus/paper-reader.ts';
import type { Logger } from '../../../log.ts';
import type { CorpusListener } from '../../store.ts';

/** Four looks a second: what another process imported is seen well within a second. */
const lookEvery = 250;

/** Tells when the corpus has changed, whichever process changed it. */
export interface CorpusWatch {
  /** Several changes between two checks are reported once. @returns how to stop listening. */
  readonly onCorpusChange: (listener: CorpusListener) => () => void;
  /** This connection wrote; SQLite's data version counts the others' commits only. */
  readonly noteOwnChange: () => void;
  close(): void;
}

/** Looks while anybody listens; the timer does not keep the process alive. */
export function createCorpusWatch(database: Database, log?: Logger): CorpusWatch {
  const readRevision = database.prepare<[], Revision>('SELECT revision FROM corpus').pluck();
  const listeners = new Set<CorpusListener>();
  let timer: NodeJS.Timeout | undefined;
  let dataVersion: unknown;
  let told: Revision | undefined;

  function look(): void {
    try {
      const now = database.pragma('data_version', { simple: true });
      if (now === dataVersion) {
        return;
      }
      const revision = readRevision.get();
      dataVersion = now;
      if (revision === told || revision === undefined) {
        return;
      }
      told = revision;
      for (const listener of listeners) {
        listener(revision);
      }
    } catch (error) {
      // The next look tries again.
      log?.error({ err: error }, 'could not look for changes of the corpus');
    }
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    onCorpusChange(listener) {
      if (!timer) {
        dataVersion = database.pragma('data_version', { simple: true });
        told = readRevision.get();
        timer = setInterval(look, lookEvery).unref();
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          stop();
        }
      };
    },
    noteOwnChange() {
      dataVersion = undefined;
    },
    close() {
      listeners.clear();
      stop();
    },
  };
}
