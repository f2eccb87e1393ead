import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Clock } from './corpus/clock.ts';
import type { PaperReader } from './corpus/paper-reader.ts';
import type { GatewayState } from './discord/connection/gateway-watch.ts';
import type { Offprint } from './offprint.ts';
import type { SourceState } from './sources/source-store.ts';

/** What /healthz asks: the database and the gateway. */
export interface HealthSources {
  readonly corpus: Pick<PaperReader, 'overview'>;
  /** The live sources; none where absent. */
  readonly sources?: () => Promise<readonly SourceState[]>;
  /** Whether the bot is connected to Discord and answers. */
  readonly gateway: () => GatewayState;
  /** What was found to be wrong with the database while it was used. */
  readonly trouble?: Offprint['trouble'];
  /** Bytes that are free on the database's disk. */
  readonly freeSpace?: () => Promise<number>;
  readonly clock: Clock;
}

/** What `/healthz` says. */
export interface Health {
  readonly status: 'ok' | 'failing';
  /** What is wrong, in a sentence. */
  readonly reason?: string;
  readonly database: 'ok' | 'failing';
  readonly gateway: GatewayState['state'];
  /** Since when the gateway is not ready, ISO 8601. */
  readonly gatewayAwaySince?: string;
  readonly papers?: number;
  /** When the last import ended, ISO 8601; null before the first. */
  readonly lastImport?: string | null;
  /** Each live source: when it was read last and is read next, and since when it fails. */
  readonly sources?: readonly {
    readonly name: string;
    readonly lastSuccess: string | null;
    readonly nextTry: string | null;
    readonly failingSince: string | null;
  }[];
}

/** How long a connection may be lost before the bot counts as failing, in milliseconds. */
const maxAway = 60_000;

/** With fewer free bytes than this the bot counts as failing: what people save would soon be refused. */
const minFree = 10 * 1024 * 1024;

/** Asks the database and the gateway; an error's own words stay in the log, since anybody may read the answer. */
export async function checkHealth({
  corpus,
  gateway,
  sources,
  trouble,
  freeSpace,
  clock,
}: HealthSources): Promise<Health> {
  const { state, since } = gateway();
  const away = state === 'ready' ? {} : { gatewayAwaySince: since.toISOString() };
  try {
    const { papers, lastImport = null } = await corpus.overview();
    const states = ((await sources?.()) ?? []).map(({ name, ...state }) => ({
      name,
      lastSuccess: state.lastSuccess?.toISOString() ?? null,
      nextTry: state.nextTry?.toISOString() ?? null,
      failingSince: state.failingSince?.toISOString() ?? null,
    }));
    const isDamaged = trouble?.() === 'damaged';
    const isFull = ((await freeSpace?.()) ?? minFree) < minFree;
    const reason =
      (isDamaged
        ? 'The database is damaged; the log says which file, and what to do.'
        : undefined) ??
      describeGateway({ state, since }, clock.now()) ??
      (isFull ? 'The disk of the database is full.' : undefined);
    return {
      status: reason === undefined ? 'ok' : 'failing',
      ...(reason !== undefined && { reason }),
      database: isDamaged ? 'failing' : 'ok',
      gateway: state,
      ...away,
      papers,
      lastImport,
      ...(states.length > 0 && { sources: states }),
    };
  } catch {
    const reason = 'The database cannot be read; the log says why.';
    return { status: 'failing', reason, database: 'failing', gateway: state, ...away };
  }
}

/** Why the gateway makes the bot fail; undefined where it does not. */
function describeGateway({ state, since }: GatewayState, now: Date): string | undefined {
  if (state === 'ready' || (state === 'reconnecting' && +now - +since <= maxAway)) {
    return undefined;
  }
  return {
    connecting: 'The bot is not connected to Discord yet.',
    reconnecting: `The connection to Discord has been lost since ${since.toISOString()}.`,
    disconnected: 'Discord refuses the connection; the log says why.',
  }[state];
}

/** What each of several processes says, and whether all is well. */
export interface HealthOfAll extends Pick<Health, 'status' | 'reason'> {
  readonly processes: readonly (Partial<Health> & { readonly shards: string })[];
}

/** Joins what processes say of themselves; undefined where one does not answer. */
export function joinHealth(
  states: readonly { readonly shards: string; readonly health: Health | undefined }[],
): HealthOfAll {
  const processes = states.map(({ shards, health = notThere }) => ({ shards, ...health }));
  const failing = processes.find(({ status }) => status === 'failing');
  return {
    status: failing ? 'failing' : 'ok',
    ...(failing && { reason: `Shards ${failing.shards}: ${failing.reason}` }),
    processes,
  };
}

const notThere = { status: 'failing', reason: 'The process does not answer.' } as const;

/** Where /healthz listens. */
export interface HealthAddress {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** A server that answers /healthz. */
export interface HealthServer {
  /** Where it listens, without a path. */
  readonly url: string;
  close(): Promise<void>;
}

type Check = () => Promise<Health | HealthOfAll>;

/** Adds `/healthz` to a server: 200 while all is well, else 503. */
export function addHealth(server: FastifyInstance, check: Check): void {
  server.get('/healthz', async (_request, reply) => {
    const health = await check();
    return reply.code(codeOf(health)).headers(notKept).send(health);
  });
}

const notKept = { 'cache-control': 'no-store' };

function codeOf({ status }: Health | HealthOfAll): number {
  return status === 'ok' ? 200 : 503;
}

/**
 * Serves `/healthz` and nothing else, without Fastify: it takes 10 MB that the bot has no other use for.
 * @throws {Error} with a sentence where the port cannot be had.
 */
export async function serveHealth(
  { host, port }: HealthAddress,
  check: Check,
): Promise<HealthServer> {
  const server = createServer(({ method = '', url = '' }, response) => {
    if (!['GET', 'HEAD'].includes(method) || url.split('?')[0] !== '/healthz') {
      answer(response, 404, { status: 'failing', reason: 'There is only GET /healthz.' });
      return;
    }
    check().then(
      (health) => answer(response, codeOf(health), health),
      () => answer(response, 500, { status: 'failing', reason: 'The state could not be read.' }),
    );
  });
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    throw new Error(`/healthz cannot listen on ${host}:${port}; change HOST or PORT.`, {
      cause: error,
    });
  }
  return {
    url: addressOf(server.address() as AddressInfo),
    async close() {
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

function answer(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'content-type': 'application/json; charset=utf-8', ...notKept });
  response.end(JSON.stringify(body));
}

/** Where this machine reaches a server; one that listens everywhere listens there too. */
function addressOf({ address, family, port }: AddressInfo): string {
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const host = everywhere[address] ?? address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}
