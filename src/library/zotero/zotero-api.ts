import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** How often a request is tried again that Zotero could not take at the moment. */
const attempts = 5;

/** Longest wait that is obeyed for one request, in seconds; beyond it the push is left for later. */
const maxWait = 900;

/** Items in one answer and in one write: the most Zotero takes. */
export const zoteroLimits = { read: 100, write: 50 } as const;

/** An item as Zotero keeps it; `data` holds its fields. */
export interface ZoteroItem {
  readonly key: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What became of the objects of one write, by their place in it. */
export interface ZoteroWrite {
  /** Written or equal to what was there. */
  readonly done: ReadonlySet<number>;
  /** Refused, with Zotero's reason. */
  readonly failed: ReadonlyMap<number, { readonly code: number; readonly message: string }>;
}

/** Zotero refused, or cannot be reached; `message` is a sentence for whoever runs the program. */
export class ZoteroError extends Error {
  override name = 'ZoteroError';
}

/** The group, its key, and how requests are sent. */
export interface ZoteroOptions {
  readonly key: string;
  /** The group's number. */
  readonly group: string;
  /** @default https://api.zotero.org */
  readonly api?: string | undefined;
  /** Waits this many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** One group's library by the web API, version 3 (https://www.zotero.org/support/dev/web_api/v3/start). */
export interface ZoteroApi {
  /** @throws ZoteroError where the key may not write to the group. */
  checkKey(): Promise<{ readonly name: string }>;
  collections(): Promise<readonly { readonly key: string; readonly name: string }[]>;
  createCollection(name: string): Promise<string>;
  /** All items outside the bin, notes and attachments included. */
  items(): Promise<readonly ZoteroItem[]>;
  /** Writes at most 50 objects; each carries its key and the version it was read in, 0 for a new one. */
  write(objects: readonly object[]): Promise<ZoteroWrite>;
}

interface ZoteroRequest {
  readonly method?: 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const access = z.object({ library: z.boolean().optional(), write: z.boolean().optional() });

const keyAnswer = z.object({
  username: z.string().optional(),
  access: z.object({ groups: z.record(z.string(), access).optional() }),
});

const collectionAnswer = z.array(
  z.object({ key: z.string(), data: z.object({ name: z.string() }) }),
);

const itemAnswer = z.array(
  z.object({
    key: z.string(),
    version: z.number(),
    data: z.record(z.string(), z.unknown()),
  }),
);

const writeAnswer = z.object({
  success: z.record(z.string(), z.string()).default({}),
  unchanged: z.record(z.string(), z.string()).default({}),
  failed: z.record(z.string(), z.object({ code: z.number(), message: z.string() })).default({}),
});

/** Zotero's web API for one group. See https://www.zotero.org/support/dev/web_api/v3/start */
export function createZoteroApi(options: ZoteroOptions): ZoteroApi {
  const { key, group, api = 'https://api.zotero.org', wait } = options;
  const library = `/groups/${group}`;
  /** Milliseconds that Zotero asked to stay away for after the last answer. */
  let backOff = 0;

  async function request(path: string, init: ZoteroRequest = {}): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      if (backOff > 0) {
        await wait(backOff);
      }
      const response = await send(path, init);
      backOff = secondsOf(response, 'Backoff') * 1000;
      if (response.ok) {
        return response;
      }
      const later = response.status === 429 || response.status === 503;
      if (!later || attempt === attempts) {
        throw await refusal(response, group);
      }
      const seconds = secondsOf(response, 'Retry-After') || 2 ** attempt;
      if (seconds > maxWait) {
        throw new ZoteroError(`Zotero asked to wait ${seconds} seconds before the next request.`);
      }
      backOff = Math.max(backOff, seconds * 1000);
    }
  }

  async function send(path: string, init: ZoteroRequest): Promise<Response> {
    try {
      return await fetch(`${api}${path}`, {
        ...init,
        headers: {
          'Zotero-API-Version': '3',
          'Zotero-API-Key': key,
          'Content-Type': 'application/json',
          ...init.headers,
        },
        signal: AbortSignal.timeout(60_000),
      });
    } catch (error) {
      throw new ZoteroError('Zotero cannot be reached.', { cause: error });
    }
  }

  async function readAll<Part>(path: string, shape: z.ZodType<Part[]>): Promise<Part[]> {
    const parts: Part[] = [];
    for (;;) {
      const query = `limit=${zoteroLimits.read}&start=${parts.length}`;
      const response = await request(`${library}${path}?${query}`);
      const page = shape.parse(await response.json());
      parts.push(...page);
      const total = Number(response.headers.get('Total-Results') ?? 0);
      if (page.length === 0 || parts.length >= total) {
        return parts;
      }
    }
  }

  return {
    async checkKey() {
      const answer = keyAnswer.parse(await (await request('/keys/current')).json());
      const groups = answer.access.groups ?? {};
      const granted = groups[group] ?? groups.all;
      if (!granted?.library || !granted.write) {
        throw new ZoteroError(
          `ZOTERO_KEY may not write to group ${group}. Allow “Read/Write” for it at zotero.org/settings/keys.`,
        );
      }
      return { name: answer.username ?? 'somebody' };
    },

    async collections() {
      const found = await readAll('/collections', collectionAnswer);
      return found.map(({ key: collection, data }) => ({ key: collection, name: data.name }));
    },

    async createCollection(name) {
      // The same for every try of this request, of which Zotero makes one collection.
      const token = randomBytes(16).toString('hex');
      const response = await request(`${library}/collections`, {
        method: 'POST',
        headers: { 'Zotero-Write-Token': token },
        body: JSON.stringify([{ name }]),
      });
      const { success, failed } = writeAnswer.parse(await response.json());
      if (success['0']) {
        return success['0'];
      }
      throw new ZoteroError(
        `Zotero did not create the collection: ${failed['0']?.message ?? 'no reason given'}.`,
      );
    },

    items: () => readAll('/items', itemAnswer),

    async write(objects) {
      if (objects.length > zoteroLimits.write) {
        throw new RangeError('too many objects at once');
      }
      const response = await request(`${library}/items`, {
        method: 'POST',
        body: JSON.stringify(objects),
      });
      const { success, unchanged, failed } = writeAnswer.parse(await response.json());
      return {
        done: new Set([...Object.keys(success), ...Object.keys(unchanged)].map(Number)),
        failed: new Map(Object.entries(failed).map(([at, why]) => [Number(at), why])),
      };
    },
  };
}

function secondsOf(response: Response, header: string): number {
  const seconds = Number(response.headers.get(header));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}

async function refusal(response: Response, group: string): Promise<ZoteroError> {
  const said = (await response.text()).slice(0, 200);
  if (response.status === 403) {
    return new ZoteroError(
      'Zotero rejects ZOTERO_KEY. Copy it again from zotero.org/settings/keys.',
    );
  }
  if (response.status === 404) {
    return new ZoteroError(`The Zotero key has no access to group ${group}. Check ZOTERO_GROUP.`);
  }
  return new ZoteroError(`Zotero answered ${response.status}: ${said}`);
}
