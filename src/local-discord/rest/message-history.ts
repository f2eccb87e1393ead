import type { APIMessage } from 'discord-api-types/v10';
import { limits } from '../checks/limits.ts';
import type { Message } from '../world/entities.ts';
import { contentIsOpen, presentMessage, withoutContent } from '../world/present/present.ts';
import { discordError } from './discord-error.ts';
import type { RestContext } from './rest-context.ts';

/** Newest first, as many as asked for, before, after or around an id. */
export function pageOf(
  messages: readonly Message[],
  query: Record<string, string | undefined>,
): readonly Message[] {
  const limit = Number(query.limit ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.history) {
    throw discordError('invalidBody', {
      limit: {
        _errors: [
          {
            code: limit > limits.history ? 'NUMBER_TYPE_MAX' : 'NUMBER_TYPE_MIN',
            message: `int value should be between 1 and ${limits.history}.`,
          },
        ],
      },
    });
  }
  const { before, after, around } = query;
  const newestFirst = [...messages].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
  if (around !== undefined) {
    const pivot = newestFirst.findIndex((message) => BigInt(message.id) <= BigInt(around));
    const start = Math.max(0, (pivot === -1 ? newestFirst.length : pivot) - Math.floor(limit / 2));
    return newestFirst.slice(start, start + limit);
  }
  if (after !== undefined) {
    return newestFirst.filter((message) => BigInt(message.id) > BigInt(after)).slice(-limit);
  }
  const older =
    before === undefined
      ? newestFirst
      : newestFirst.filter((message) => BigInt(message.id) < BigInt(before));
  return older.slice(0, limit);
}

/** What the bot may read of a message: others' words need the privileged intent. */
export function readable(context: RestContext, message: Message): APIMessage {
  const shown = presentMessage(context.world, message);
  return context.hasPrivilegedIntent('MessageContent') || contentIsOpen(context.world, shown)
    ? shown
    : withoutContent(shown);
}
