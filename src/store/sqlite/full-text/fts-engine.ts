import type { DocumentNumber, TermEngine } from '../../../search/index/term-engine.ts';
import { startThread } from '../../start-thread.ts';
import type { FtsRequest, FtsResponse } from './fts-protocol.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

interface Waiting {
  readonly resolve: (documents: readonly DocumentNumber[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The engine of a large corpus: SQLite's FTS5 in a thread of its own, so that however long it
 * searches, this thread's event loop (and the gateway's heartbeat) goes on.
 */
export async function openFtsEngine(): Promise<TermEngine> {
  const worker = startThread(new URL('./fts-worker', import.meta.url));
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: Error | undefined;

  function end(error: Error): void {
    ended = error;
    for (const { reject } of waiting.values()) {
      reject(error);
    }
    waiting.clear();
  }

  worker.on('message', (response: FtsResponse) => {
    const { resolve, reject } = waiting.get(response.id) ?? {};
    waiting.delete(response.id);
    if ('error' in response) {
      reject?.(new Error(`full-text search: ${response.error}`));
    } else {
      resolve?.(response.documents);
    }
  });
  worker.on('error', end);
  worker.on('exit', (code) =>
    end(new Error(`the full-text search thread has ended (code ${code})`)),
  );
  // An idle thread keeps nobody waiting at the end of the program.
  worker.unref();

  function ask(request: WithoutId<FtsRequest>): Promise<readonly DocumentNumber[]> {
    if (ended !== undefined) {
      return Promise.reject(ended);
    }
    lastId += 1;
    const id = lastId;
    if (waiting.size === 0) {
      worker.ref();
    }
    const answer = new Promise<readonly DocumentNumber[]>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
    });
    worker.postMessage({ ...request, id });
    return answer.finally(() => {
      if (waiting.size === 0) {
        worker.unref();
      }
    });
  }

  return {
    name: 'SQLite FTS5',
    async update(added, removed) {
      if (added.length + removed.length > 0) {
        await ask({ kind: 'update', added, removed });
      }
    },
    search: (query) => ask({ kind: 'search', query }),
    async close() {
      await worker.terminate();
    },
  };
}
