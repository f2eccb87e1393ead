import type { Revision } from '../../../corpus/paper-reader.ts';
import type { Logger } from '../../../log.ts';
import type { CorpusListener } from '../../store.ts';
import { type Postgres, queryOne } from '../database/sql.ts';

/** What a step that changed the corpus notifies when it is committed. */
export const corpusChannel = 'offprint_corpus';

/** Milliseconds between two polls: a connection pooler may not pass notifications on. */
const lookEvery = 5_000;

/** Tells when the corpus has changed, whichever process changed it. */
export interface CorpusWatch {
  /** Several changes between two looks are reported once. @returns how to stop listening. */
  readonly onCorpusChange: (listener: CorpusListener) => () => void;
  close(): Promise<void>;
}

/** Listens from the first listener on until it is closed; keeps no process alive. */
export function createCorpusWatch(postgres: Postgres, log?: Logger): CorpusWatch {
  const listeners = new Map<CorpusListener, Revision | undefined>();
  let timer: NodeJS.Timeout | undefined;
  let listening: Promise<() => Promise<void>> | undefined;
  let looking: Promise<void> | undefined;
  let again = false;

  /** One look at a time; what is notified meanwhile brings another. */
  function look(): void {
    again = true;
    looking ??= lookWhileAsked().finally(() => {
      looking = undefined;
    });
  }

  async function lookWhileAsked(): Promise<void> {
    while (again) {
      again = false;
      try {
        const { revision } = await queryOne<{ revision: Revision }>(
          postgres,
          'SELECT revision FROM corpus',
        );
        tell(revision);
      } catch (err) {
        // The next look tries again.
        log?.error({ err }, 'could not look for changes of the corpus');
      }
    }
  }

  function tell(revision: Revision): void {
    for (const [listener, told] of listeners) {
      // A new listener may have read before this poll, so it is notified as well.
      if (revision !== told) {
        listeners.set(listener, revision);
        listener(revision);
      }
    }
  }

  return {
    onCorpusChange(listener) {
      listeners.set(listener, undefined);
      timer ??= setInterval(look, lookEvery).unref();
      listening ??= postgres.listen(corpusChannel, look).catch((err: unknown) => {
        log?.warn({ err }, 'changes of the corpus are not notified, and looked for');
        return async () => {};
      });
      look();
      return () => {
        listeners.delete(listener);
      };
    },
    async close() {
      listeners.clear();
      clearInterval(timer);
      const stop = await listening;
      await stop?.();
      await looking;
    },
  };
}
