import { parentPort, workerData } from 'node:worker_threads';
import { paperIdOf } from '../corpus/paper-id.ts';
import type { Logger } from '../log.ts';
import { createSearch } from '../search/create-search.ts';
import { openOnnxEncoder } from '../search/meaning/onnx-encoder.ts';
import { openIndexKeeper } from '../store/open-index-keeper.ts';
import { openStore } from '../store/open-store.ts';
import {
  type SearchMethod,
  type SearchRequest,
  type SearchResponse,
  type SearchThreadData,
  sendError,
} from './search-protocol.ts';

/** A small composition root: search over a connection of its own, in a thread. */
const { settings, model } = workerData as SearchThreadData;
const say = (response: SearchResponse) => parentPort?.postMessage(response);
const logAs =
  (log: keyof Logger): Logger['info'] =>
  (fields, event) =>
    say({ log, fields, event });
const log: Logger = {
  debug: logAs('debug'),
  info: logAs('info'),
  warn: logAs('warn'),
  error: logAs('error'),
};

const clock = { now: () => new Date() };
const store = await openStore({ ...settings, paperIdOf, clock });
const keeper = openIndexKeeper(settings);
const search = createSearch({
  papers: store.corpus,
  log,
  ...(keeper && { keeper }),
  ...(model && { encoder: await openOnnxEncoder(model) }),
});

async function answer(id: number, method: SearchMethod, args: readonly unknown[]): Promise<void> {
  try {
    // The other side of the thread has the types of each method.
    const ask = search[method] as (...args: readonly unknown[]) => Promise<unknown>;
    say({ id, value: await ask(...args) });
  } catch (error) {
    say({ id, error: sendError(error) });
  }
}

parentPort?.on('message', (request: SearchRequest) => {
  if (request === 'close') {
    void search
      .close()
      .then(() => store.close())
      .finally(() => parentPort?.close());
  } else {
    void answer(request.id, request.method, request.args);
  }
});
say({ isOpen: true });
