import type { APIPartialEmoji, APIUser } from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import { limits } from '../../checks/limits.ts';
import {
  addReaction,
  clearReactions,
  readEmoji,
  removeReaction,
} from '../../world/changes/reactions.ts';
import type { Message } from '../../world/entities.ts';
import { may } from '../../world/permissions.ts';
import { emojiKey, userOf } from '../../world/present/present.ts';
import { discordError } from '../discord-error.ts';
import {
  type RestContext,
  requireChannel,
  requireMessage,
  requirePermission,
} from '../rest-context.ts';

interface OfEmoji {
  readonly Params: { readonly channel: string; readonly message: string; readonly emoji: string };
}

interface OfReactor {
  readonly Params: OfEmoji['Params'] & { readonly user: string };
}

/** Reactions: put, take back, read, clear. */
export function reactionRoutes(app: FastifyInstance, context: RestContext): void {
  const { world } = context;
  const path = '/channels/:channel/messages/:message/reactions';

  app.put<OfEmoji>(`${path}/:emoji/@me`, (request, reply) => {
    const channel = requireChannel(context, request.params.channel);
    const message = requireMessage(channel, request.params.message);
    const emoji = requireEmoji(request.params.emoji);
    requirePermission(context, channel, 'ReadMessageHistory');
    if (channel.thread?.archived === true) {
      throw discordError('archivedThread');
    }
    if (!message.reactions.has(emojiKey(emoji))) {
      requirePermission(context, channel, 'AddReactions');
      if (message.reactions.size >= limits.differentReactions) {
        throw discordError('tooManyReactions');
      }
    }
    addReaction(world, message, world.botId, emoji);
    return reply.code(204).send();
  });

  app.delete<OfReactor>(`${path}/:emoji/:user`, (request, reply) => {
    const channel = requireChannel(context, request.params.channel);
    const message = requireMessage(channel, request.params.message);
    const own = request.params.user === '@me' || request.params.user === world.botId;
    if (!own) {
      requirePermission(context, channel, 'ManageMessages');
    }
    const emoji = requireEmoji(request.params.emoji);
    removeReaction(world, message, own ? world.botId : request.params.user, emoji);
    return reply.code(204).send();
  });

  app.delete<OfEmoji>(`${path}/:emoji`, (request, reply) => {
    const channel = requireChannel(context, request.params.channel);
    const message = requireMessage(channel, request.params.message);
    requirePermission(context, channel, 'ManageMessages');
    clearReactions(world, message, requireEmoji(request.params.emoji));
    return reply.code(204).send();
  });

  app.delete<Omit<OfEmoji, 'emoji'>>(path, (request, reply) => {
    const channel = requireChannel(context, request.params.channel);
    const message = requireMessage(channel, request.params.message);
    requirePermission(context, channel, 'ManageMessages');
    clearReactions(world, message);
    return reply.code(204).send();
  });

  app.get<OfEmoji & { Querystring: Record<string, string | undefined> }>(
    `${path}/:emoji`,
    (request) => {
      const channel = requireChannel(context, request.params.channel);
      const message = requireMessage(channel, request.params.message);
      if (!may(world, channel, world.botId, 'ReadMessageHistory')) {
        throw discordError('missingAccess');
      }
      const ids = reactorsOf(
        message,
        requireEmoji(request.params.emoji),
        request.query.type === '1',
      );
      return pageOf(ids, request.query).map((id): APIUser => userOf(world, id));
    },
  );
}

/** Keycaps, flags, and pictographs with their variants and joined sequences. */
const unicodeEmoji =
  /^(?:[\d#*]\uFE0F?\u20E3|\p{RI}\p{RI}|\p{ExtPict}(?:\uFE0F|\p{EMod})?(?:\u200D\p{ExtPict}(?:\uFE0F|\p{EMod})?)*)$/u;

/** Anything that is neither a custom emoji nor in Unicode's emoji is unknown to Discord. */
function requireEmoji(text: string): APIPartialEmoji {
  const emoji = readEmoji(decodeURIComponent(text));
  const isUnicode = unicodeEmoji.test(emoji.name ?? '');
  if (emoji.id === null && !isUnicode) {
    throw discordError('unknownEmoji');
  }
  return emoji;
}

function reactorsOf(message: Message, emoji: APIPartialEmoji, burst: boolean): readonly string[] {
  const reaction = message.reactions.get(emojiKey(emoji));
  const ids = [...((burst ? reaction?.burst : reaction?.normal) ?? [])];
  return ids.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}

function pageOf(
  ids: readonly string[],
  query: Record<string, string | undefined>,
): readonly string[] {
  const limit = Number(query.limit ?? 25);
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.reactionUsers) {
    throw discordError('invalidBody', {
      limit: {
        _errors: [
          {
            code: 'NUMBER_TYPE_MAX',
            message: `int value should be less than or equal to ${limits.reactionUsers}.`,
          },
        ],
      },
    });
  }
  const after = BigInt(query.after ?? '0');
  return ids.filter((id) => BigInt(id) > after).slice(0, limit);
}
