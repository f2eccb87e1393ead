import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Data = Record<string, unknown> & { key: string; version: number };

/** A Zotero on 127.0.0.1 with one group, in the shapes of its web API (version 3). */
export interface LocalZotero {
  readonly url: string;
  readonly items: Map<string, Data>;
  readonly collections: Map<string, Data>;
  /** Method and path of every request, oldest first. */
  readonly requests: string[];
  /** What the next request is answered instead; `after` takes effect all the same. */
  answerNext(answer: {
    status: number;
    headers?: Record<string, string>;
    when?: 'before' | 'after';
  }): void;
  /** Sent along with the next answer. */
  backOff(seconds: number): void;
  /** Somebody changes an item at Zotero. */
  edit(key: string, fields: Record<string, unknown>): void;
  close(): Promise<void>;
}

export const localKey = 'local-zotero-key';
export const localGroup = '4711';

export async function openLocalZotero(): Promise<LocalZotero> {
  const items = new Map<string, Data>();
  const collections = new Map<string, Data>();
  const tokens = new Set<string>();
  const requests: string[] = [];
  const faults: Parameters<LocalZotero['answerNext']>[0][] = [];
  let backOffSeconds = 0;
  let version = 0;

  function save(kept: Map<string, Data>, object: Record<string, unknown>, at: number) {
    const key = typeof object.key === 'string' ? object.key : `NEWKEY2${at}`;
    const before = kept.get(key);
    const expected = object.version ?? 0;
    if ((before?.version ?? 0) !== expected) {
      return { failed: { key, code: 412, message: 'Item has been modified since version' } };
    }
    version += 1;
    const data = { ...before, ...object, key, version };
    kept.set(key, data);
    return { success: key };
  }

  function write(kept: Map<string, Data>, body: string): Answer {
    const objects = JSON.parse(body) as Record<string, unknown>[];
    if (objects.length > 50) {
      return { status: 413, body: 'Too many objects' };
    }
    const success: Record<string, string> = {};
    const failed: Record<string, unknown> = {};
    for (const [at, object] of objects.entries()) {
      const result = save(kept, object, at);
      if (result.success) {
        success[at] = result.success;
      } else {
        failed[at] = result.failed;
      }
    }
    return { status: 200, body: { success, unchanged: {}, failed } };
  }

  function read(kept: Map<string, Data>, url: URL): Answer {
    const start = Number(url.searchParams.get('start') ?? 0);
    const limit = Math.min(100, Number(url.searchParams.get('limit') ?? 25));
    const page = [...kept.values()].slice(start, start + limit);
    return {
      status: 200,
      headers: { 'Total-Results': String(kept.size), 'Last-Modified-Version': String(version) },
      body: page.map((data) => ({ key: data.key, version: data.version, data })),
    };
  }

  function route({ method, url: path = '', headers }: IncomingMessage, body: string): Answer {
    const url = new URL(path, 'http://127.0.0.1');
    if (headers['zotero-api-version'] !== '3') {
      return { status: 400, body: 'Unknown version' };
    }
    if (headers['zotero-api-key'] !== localKey) {
      return { status: 403, body: 'Invalid key' };
    }
    const groups = { [localGroup]: { library: true, write: true } };
    if (url.pathname === '/keys/current') {
      return { status: 200, body: { username: 'reader', access: { groups } } };
    }
    const [, library, group, what = ''] = url.pathname.split('/');
    if (library !== 'groups' || group !== localGroup) {
      return { status: 404, body: 'Not found' };
    }
    const kept = what === 'collections' ? collections : items;
    if (method === 'GET') {
      return read(kept, url);
    }
    const token = headers['zotero-write-token'];
    if (typeof token === 'string') {
      if (!/^[0-9a-f]{5,32}$/.test(token)) {
        return { status: 400, body: 'Invalid write token' };
      }
      if (tokens.has(token)) {
        return { status: 412, body: 'Write token already used' };
      }
      tokens.add(token);
    }
    return write(kept, body);
  }

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      requests.push(`${request.method} ${request.url}`);
      if (backOffSeconds > 0) {
        response.setHeader('Backoff', String(backOffSeconds));
      }
      backOffSeconds = 0;
      const fault = faults.shift();
      const answer =
        fault === undefined || fault.when === 'after' ? route(request, body) : undefined;
      send(response, fault ? { body: 'as asked', ...fault } : answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    items,
    collections,
    requests,
    answerNext: (fault) => void faults.push(fault),
    backOff(seconds) {
      backOffSeconds = seconds;
    },
    edit(key, fields) {
      const before = items.get(key);
      if (!before) {
        throw new Error(`there is no item ${key}`);
      }
      version += 1;
      items.set(key, { ...before, ...fields, version });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

function send(response: ServerResponse, answer: Answer | undefined): void {
  const { status = 500, headers = {}, body } = answer ?? {};
  response.writeHead(status, headers);
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
