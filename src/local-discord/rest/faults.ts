import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HeldRequest, Misbehave, RequestMatch } from '../misbehave.ts';
import type { World } from '../world/world.ts';
import { DiscordError } from './discord-error.ts';

/** How the gateway misbehaves on request. */
export interface GatewayFaults {
  drop(resumable: boolean): void;
  invalidate(resumable: boolean): void;
  askToReconnect(): void;
  /** Whether new connections are let in. */
  setOpen(open: boolean): void;
  /** Closes sessions, also later ones, with this code; with none where absent. */
  end(code?: number): void;
}

/** What goes wrong on purpose, and when. */
export interface Faults {
  readonly misbehave: Misbehave;
  /** Lets a fault happen to a request that is about to be answered. True: the connection was cut. */
  before(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
  /** Lets it happen to the answer, whose effect has taken place. */
  after(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown>;
  readonly autoModeration: { refuses(text: string): boolean };
}

interface Fault {
  readonly match: RequestMatch;
  readonly when: 'before' | 'after';
  times: number;
  /** Throws a DiscordError to answer with, says `cut`, or nothing where the request goes on. */
  happen(request: FastifyRequest, reply: FastifyReply): Promise<'cut' | undefined>;
}

/** Faults wait in a list for the requests that they are meant for. */
export function createFaults(world: World, gateway: GatewayFaults): Faults {
  let faults: Fault[] = [];
  let forbidden: (string | RegExp)[] = [];
  const meant = new WeakMap<FastifyRequest, Fault>();

  function add(
    fault: Omit<Fault, 'times' | 'match'> & { match?: RequestMatch; times?: number },
  ): void {
    faults.push({ match: {}, times: 1, ...withoutUndefined(fault) } as Fault);
  }

  const misbehave: Misbehave = {
    rateLimit({ match, retryAfterSeconds, global = false, times }) {
      add({
        match,
        times,
        when: 'before',
        happen: async (_, reply) => limited(reply, retryAfterSeconds, global),
      });
    },
    fail({ match, status = 503, when = 'before', times } = {}) {
      add({
        match,
        times,
        when,
        happen: async (_, reply) => failed(reply, status, 0, `${status}: Server Error`),
      });
    },
    refuse({ match, status, code, message = 'Refused', times }) {
      add({
        match,
        times,
        when: 'before',
        happen: async (_, reply) => failed(reply, status, code, message),
      });
    },
    delay({ match, ms, times }) {
      const wait = (): Promise<undefined> =>
        new Promise((resolve) => world.clock.after(ms, () => resolve(undefined)));
      add({ match, times, when: 'before', happen: wait });
    },
    cut({ match, when, times }) {
      add({ match, times, when, happen: async () => 'cut' });
    },
    hold: ({ match, when }) => hold(match, when),
    autoModerate: (words) => void forbidden.push(words),
    dropGateway: ({ resumable = true } = {}) => gateway.drop(resumable),
    invalidateSession: ({ resumable = false } = {}) => gateway.invalidate(resumable),
    askToReconnect: () => gateway.askToReconnect(),
    refuseGateway() {
      gateway.setOpen(false);
      return () => gateway.setOpen(true);
    },
    endGateway: (code) => gateway.end(code),
    heal() {
      faults = [];
      forbidden = [];
      gateway.end();
      gateway.setOpen(true);
    },
  };

  function hold(match: RequestMatch | undefined, when: 'before' | 'after'): HeldRequest {
    let arrive = (): void => undefined;
    let release = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    add({
      match,
      when,
      async happen() {
        arrive();
        await released;
        return undefined;
      },
    });
    return { arrived, release };
  }

  function take(request: FastifyRequest): Fault | undefined {
    const fault = faults.find((candidate) => matches(candidate.match, request));
    if (fault !== undefined) {
      fault.times -= 1;
      faults = faults.filter((candidate) => candidate.times > 0);
      excuse(world, request.url);
    }
    return fault;
  }

  return {
    misbehave,
    async before(request, reply) {
      const fault = take(request);
      if (fault === undefined) {
        return false;
      }
      if (fault.when === 'after') {
        meant.set(request, fault);
        return false;
      }
      const outcome = await fault.happen(request, reply);
      if (outcome === 'cut') {
        reply.hijack();
        request.raw.socket.destroy();
        return true;
      }
      return false;
    },
    async after(request, reply, payload) {
      const fault = meant.get(request);
      meant.delete(request);
      try {
        const outcome = await fault?.happen(request, reply);
        if (outcome === 'cut') {
          request.raw.socket.destroy();
        }
        return payload;
      } catch (error) {
        if (error instanceof DiscordError) {
          reply.code(error.status).type('application/json');
          reply.removeHeader('content-length');
          return JSON.stringify(error);
        }
        throw error;
      }
    },
    autoModeration: {
      refuses: (text) =>
        forbidden.some((words) =>
          typeof words === 'string' ? text.includes(words) : words.test(text),
        ),
    },
  };
}

function matches({ method, path }: RequestMatch, request: FastifyRequest): boolean {
  const asked = (request.url.split('?')[0] ?? '').replace(/^\/api\/v\d+/, '');
  const pathFits = typeof path === 'string' ? path === asked : (path?.test(asked) ?? true);
  return pathFits && (method === undefined || method === request.method);
}

/** A late or missing answer that a fault brought about is not the bot's. */
function excuse(world: World, url: string): void {
  const token = /\/interactions\/\d+\/([^/]+)\/callback/.exec(url)?.[1];
  const interaction = token === undefined ? undefined : world.interactions.get(token);
  if (interaction !== undefined) {
    interaction.excused = true;
  }
}

function limited(reply: FastifyReply, retryAfterSeconds: number, global: boolean): never {
  reply.header('retry-after', String(Math.ceil(retryAfterSeconds)));
  reply.header('x-ratelimit-scope', global ? 'global' : 'shared');
  if (global) {
    reply.header('x-ratelimit-global', 'true');
  }
  throw new RateLimited(retryAfterSeconds, global);
}

function failed(_reply: FastifyReply, status: number, code: number, message: string): never {
  throw new DiscordError(status, code, message);
}

/** 429 with what Discord's body for it says. */
export class RateLimited extends DiscordError {
  readonly retryAfterSeconds: number;
  readonly global: boolean;

  constructor(retryAfterSeconds: number, global: boolean) {
    super(429, 0, 'You are being rate limited.');
    this.retryAfterSeconds = retryAfterSeconds;
    this.global = global;
  }

  override toJSON(): object {
    return { message: this.message, retry_after: this.retryAfterSeconds, global: this.global };
  }
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
}
