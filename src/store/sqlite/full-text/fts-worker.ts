import { parentPort } from 'node:worker_threads';
import { openFtsIndex } from './fts-index.ts';
import type { FtsRequest, FtsResponse } from './fts-protocol.ts';

/** The thread of the full-text engine: one request after the other. */
const index = openFtsIndex();

parentPort?.on('message', (request: FtsRequest) => {
  parentPort?.postMessage(answer(request));
});
parentPort?.on('close', () => index.close());

function answer(request: FtsRequest): FtsResponse {
  const { id } = request;
  try {
    if (request.kind === 'search') {
      return { id, documents: index.search(request.query) };
    }
    index.update(request.added, request.removed);
    return { id, documents: [] };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
