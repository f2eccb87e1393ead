import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { ServedDiscord } from '../../local-discord/local-discord.ts';
import { createPerson } from '../../local-discord/people/create-person.ts';
import type { InteractionHandle } from '../../local-discord/people/interaction-handle.ts';
import { ClientRefusal } from '../../local-discord/people/person.ts';
import type { User } from '../../local-discord/world/entities.ts';
import type { World } from '../../local-discord/world/world.ts';
import type { PageAnswer, PageTime } from '../page/page-view.ts';
import { moveTime, type TimedBot } from '../world/move-time.ts';
import type { PlaygroundWorld } from '../world/playground-world.ts';
import { contentSecurityPolicy, pageHtml, servePageFiles } from './page-files.ts';
import { type Looked, pageViewOf, type Reading } from './page-view-of.ts';
import { type ActionContext, actionSchema, performAction } from './perform-action.ts';

/** Milliseconds for which changes are gathered before the page is updated. */
const gatherMs = 30;

/** A file of Discord's largest size in base64, and then some. */
const bodyLimit = 16 * 1024 * 1024;

/** What the page shows and changes: a local Discord, and the time in it. */
export interface PageOptions extends ServedDiscord {
  readonly place: PlaygroundWorld;
  /** The bot whose time can be moved. */
  readonly bot: TimedBot | undefined;
  readonly startReplay: (() => void) | undefined;
}

/** The web page, what it shows as events, and what its people do as posts. */
export function pageRoutes(app: FastifyInstance, options: PageOptions): void {
  const { world } = options;
  const context = { modals: new Map<string, InteractionHandle>(), ...timeActions(options) };

  for (const path of ['/', '/channels/*']) {
    app.get(path, (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', contentSecurityPolicy)
        .header('x-content-type-options', 'nosniff')
        .header('referrer-policy', 'no-referrer')
        .header('cache-control', 'no-store')
        .send(pageHtml),
    );
  }

  servePageFiles(app);

  const reading = createReading(world);
  app.get<{ Querystring: { person?: string } }>('/page/events', (request, reply) => {
    const person = findPerson(world, request.query.person);
    const looked = lookedSchema.safeParse(request.query);
    if (person === undefined || !looked.success) {
      return reply.code(404).send('There is no channel to show');
    }
    reply.hijack();
    streamViews(options, reading, reply, person, looked.data);
    return reply;
  });

  app.post<{ Body: unknown }>(
    '/page/actions',
    { bodyLimit },
    async (request, reply): Promise<PageAnswer> => {
      const read = z.object({ person: z.string(), action: actionSchema }).safeParse(request.body);
      const user = read.success ? findPerson(world, read.data.person) : undefined;
      if (!read.success || user === undefined) {
        reply.code(400);
        return { error: read.success ? 'No person has that name' : z.prettifyError(read.error) };
      }
      return performAction(createPerson(world, user), read.data.action, context);
    },
  );
}

const lookedSchema = z.object({
  channel: z.string().optional(),
  message: z.string().optional(),
  count: z.coerce.number().int().min(1).max(5_000).default(50),
});

/** Which messages people have seen: at the start all that are there. */
function createReading(world: World): Reading {
  const lastOf = (channel: string) => world.channels.get(channel)?.lastMessageId ?? '0';
  const atStart = new Map([...world.channels.keys()].map((id) => [id, lastOf(id)]));
  const seen = new Map<string, string>();
  return {
    hasRead: (person, { id }) =>
      BigInt(lastOf(id)) <= BigInt(seen.get(`${person} ${id}`) ?? atStart.get(id) ?? '0'),
    read: (person, channel) => void seen.set(`${person} ${channel}`, lastOf(channel)),
  };
}

/** Somebody by name; the first person where none is named. */
function findPerson(world: World, name: string | undefined): User | undefined {
  return [...world.users.values()].find(
    (user) => user.bot !== true && (name === undefined || user.username === name),
  );
}

/** Moves the time, one move after the other, and opens a replay in a world that was not used. */
function timeActions({
  world,
  place,
  bot,
  startReplay,
}: PageOptions): Pick<ActionContext, 'moveTime' | 'startReplay'> {
  let moved = Promise.resolve();
  return {
    moveTime(move) {
      if (bot === undefined) {
        throw new ClientRefusal('No bot is connected, so the time cannot be moved');
      }
      moved = moved.catch(() => {}).then(() => moveTime(place.clock, bot, move));
      return moved.finally(() => world.changed());
    },
    startReplay() {
      if (startReplay === undefined || place.isReplay || place.isUsed()) {
        throw new ClientRefusal('A replay needs a new playground: npm start -- --replay --fresh');
      }
      startReplay();
    },
  };
}

function pageTimeOf({ place, bot, startReplay }: PageOptions): PageTime {
  return {
    ahead: place.clock.ahead,
    isMovable: bot !== undefined,
    replay: place.isReplay ? (bot?.nextPage()?.toISOString().slice(0, 10) ?? 'none') : undefined,
    canReplay: startReplay !== undefined && !place.isReplay && !place.isUsed(),
  };
}

/** Sends the view now and after every change, until the browser goes. */
function streamViews(
  options: PageOptions,
  reading: Reading,
  reply: FastifyReply,
  person: User,
  looked: Looked,
): void {
  const { world, violations, isConnected } = options;
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  // The server may start again, for a replay; the page is then back within half a second.
  raw.write('retry: 500\n\n');
  let last = '';
  const send = (): void => {
    const view = pageViewOf(world, person, looked, {
      reading,
      connected: isConnected(),
      violations: violations.all.map(({ request, what }) => `${request}: ${what}`),
      time: pageTimeOf(options),
    });
    const text = JSON.stringify(view);
    if (text !== last) {
      last = text;
      raw.write(`data: ${text}\n\n`);
    }
  };
  let pending: NodeJS.Timeout | undefined;
  const stop = world.onChange(() => {
    pending ??= setTimeout(() => {
      pending = undefined;
      send();
    }, gatherMs);
  });
  raw.on('close', () => {
    clearTimeout(pending);
    stop();
  });
  send();
}
