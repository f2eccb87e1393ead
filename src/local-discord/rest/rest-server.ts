import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RecordedRequest } from '../local-discord.ts';
import { DiscordError, discordError } from './discord-error.ts';
import type { Faults } from './faults.ts';
import { readMultipart } from './multipart.ts';
import type { RateLimits } from './rate-limits.ts';
import { bodyOf, type RestContext, requestName } from './rest-context.ts';
import { applicationRoutes } from './routes/application-routes.ts';
import { channelRoutes } from './routes/channel-routes.ts';
import { commandRoutes } from './routes/command-routes.ts';
import { guildRoutes } from './routes/guild-routes.ts';
import { interactionRoutes } from './routes/interaction-routes.ts';
import { messageRoutes } from './routes/message-routes.ts';
import { reactionRoutes } from './routes/reaction-routes.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';

/** What the REST interface works on. */
export interface RestOptions {
  readonly context: RestContext;
  readonly token: string;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  /** Filled in as requests come. */
  readonly requests: RecordedRequest[];
}

/** Discord's REST API, versions 9 and 10, as a fastify plugin to be mounted under `/api`. */
export function restServer(options: RestOptions): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.addContentTypeParser(
      /^multipart\/form-data/,
      { parseAs: 'buffer', bodyLimit: 25 * 1024 * 1024 },
      async (request: FastifyRequest, body: Buffer) =>
        readMultipart(body, request.headers['content-type'] ?? ''),
    );
    app.setErrorHandler((error, _request, reply) => {
      const answer = asDiscordError(error);
      return reply.code(answer.status).type('application/json').send(JSON.stringify(answer));
    });
    app.setNotFoundHandler((_request, reply) => {
      const answer = discordError('notFound');
      return reply.code(404).type('application/json').send(JSON.stringify(answer));
    });
    hooks(app, options);
    await app.register(routes(options.context), { prefix: '/v10' });
    await app.register(routes(options.context), { prefix: '/v9' });
  };
}

function routes(context: RestContext): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    applicationRoutes(app, context);
    commandRoutes(app, context);
    interactionRoutes(app, context);
    webhookRoutes(app, context);
    messageRoutes(app, context);
    reactionRoutes(app, context);
    channelRoutes(app, context);
    guildRoutes(app, context);
  };
}

/** Record, authorise, limit, misbehave: in this order. */
function hooks(app: FastifyInstance, options: RestOptions): void {
  const { context, faults, rateLimits, requests, token } = options;
  const places = new WeakMap<FastifyRequest, number>();

  app.addHook('preHandler', async (request, reply) => {
    // In one go with the faults: who waits for a request finds its fault at work.
    places.set(request, requests.length);
    requests.push({
      method: request.method,
      path: requestName(request).slice(request.method.length + 1),
      status: undefined,
      body: bodyOf(request),
      at: context.world.clock.now(),
    });
    context.world.changed();
    const carriesItsToken = /^\/api\/v\d+\/(interactions|webhooks)\//.test(request.url);
    if (!carriesItsToken && request.headers.authorization !== `Bot ${token}`) {
      throw discordError('unauthorized');
    }
    rateLimits.count(request, reply);
    if (await faults.before(request, reply)) {
      return reply;
    }
    return undefined;
  });
  app.addHook('onSend', async (request, reply, payload) => faults.after(request, reply, payload));
  app.addHook('onResponse', async (request, reply) => {
    const place = places.get(request);
    const recorded = place === undefined ? undefined : requests[place];
    if (place !== undefined && recorded !== undefined) {
      requests[place] = { ...recorded, status: reply.statusCode };
      context.world.changed();
    }
  });
}

function asDiscordError(error: unknown): DiscordError {
  if (error instanceof DiscordError) {
    return error;
  }
  const status =
    error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : undefined;
  if (status === 400 || error instanceof SyntaxError) {
    return discordError('badJson');
  }
  return status === undefined
    ? new DiscordError(500, 0, `The local Discord itself failed: ${String(error)}`)
    : new DiscordError(status, 0, error instanceof Error ? error.message : String(error));
}
