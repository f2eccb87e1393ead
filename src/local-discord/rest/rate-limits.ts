import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Violations } from '../violations.ts';
import { RateLimited } from './faults.ts';
import { requestName } from './rest-context.ts';

interface Limit {
  readonly requests: number;
  readonly seconds: number;
}

interface Bucket {
  remaining: number;
  /** Real time in milliseconds: what discord.js waits by. */
  resetAt: number;
}

const generous: Limit = { requests: 10_000, seconds: 1 };

/** Requests a second over all routes but those of interactions. */
const globalLimit: Limit = { requests: 50, seconds: 1 };

/** What Discord is seen to allow a route; it promises none of these. */
const observedLimits: readonly { method: string; route: RegExp; limit: Limit }[] = [
  { method: 'POST', route: /\/channels\/:channel\/messages$/, limit: { requests: 5, seconds: 5 } },
  { method: 'PATCH', route: /\/messages\/:message$/, limit: { requests: 5, seconds: 5 } },
  { method: 'DELETE', route: /\/messages\/:message$/, limit: { requests: 5, seconds: 1 } },
  { method: 'PUT', route: /\/reactions\//, limit: { requests: 1, seconds: 0.25 } },
  { method: 'DELETE', route: /\/reactions\//, limit: { requests: 1, seconds: 0.25 } },
  { method: 'POST', route: /\/crosspost$/, limit: { requests: 10, seconds: 3_600 } },
];

const usual: Limit = { requests: 50, seconds: 1 };

/** Counts requests by Discord's buckets: a route with its channel, guild or webhook. */
export interface RateLimits {
  /** Sets the headers, and throws 429 where the bucket is empty. */
  count(request: FastifyRequest, reply: FastifyReply): void;
}

/** Discord's rate limits: `generous` never limits, `discord` is about as strict as the real one. */
export function createRateLimits(kind: 'generous' | 'discord', violations: Violations): RateLimits {
  const buckets = new Map<string, Bucket>();

  function take(key: string, limit: Limit): Bucket & { readonly allowed: boolean } {
    const now = performance.now();
    const known = buckets.get(key);
    const bucket =
      known !== undefined && known.resetAt > now
        ? known
        : { remaining: limit.requests, resetAt: now + limit.seconds * 1_000 };
    buckets.set(key, bucket);
    const allowed = bucket.remaining > 0;
    bucket.remaining -= allowed ? 1 : 0;
    return { ...bucket, allowed };
  }

  return {
    count(request, reply) {
      const route = request.routeOptions.url ?? '';
      const limit = kind === 'generous' ? generous : observed(request.method, route);
      const params = request.params as Record<string, string | undefined>;
      const major = params.channel ?? params.guild ?? params.token ?? '';
      const key = `${request.method} ${route} ${major}`;
      const bucket = take(key, limit);
      const left = Math.max(0, (bucket.resetAt - performance.now()) / 1_000);
      reply.header('x-ratelimit-limit', String(limit.requests));
      reply.header('x-ratelimit-remaining', String(bucket.remaining));
      reply.header('x-ratelimit-reset', String(Date.now() / 1_000 + left));
      reply.header('x-ratelimit-reset-after', left.toFixed(3));
      reply.header(
        'x-ratelimit-bucket',
        createHash('md5').update(`${request.method} ${route}`).digest('hex'),
      );
      const ofInteraction = /\/(interactions|webhooks)\//.test(route);
      const global =
        kind === 'discord' && !ofInteraction
          ? take('global', globalLimit)
          : { allowed: true, resetAt: 0 };
      if (bucket.allowed && global.allowed) {
        return;
      }
      violations.record('rate-limit', requestName(request), 'sent although the bucket was empty');
      const wait = global.allowed ? left : (global.resetAt - performance.now()) / 1_000;
      reply.header('retry-after', String(Math.ceil(wait)));
      reply.header('x-ratelimit-scope', 'user');
      if (!global.allowed) {
        reply.header('x-ratelimit-global', 'true');
      }
      throw new RateLimited(Number(wait.toFixed(3)), !global.allowed);
    },
  };
}

function observed(method: string, route: string): Limit {
  return (
    observedLimits.find((rule) => rule.method === method && rule.route.test(route))?.limit ?? usual
  );
}
