import { ChannelType, MessageFlags, MessageType } from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import { bodySchemas } from '../../checks/check-schema.ts';
import { nonceMs } from '../../checks/limits.ts';
import { createMessage, deleteMessage, editMessage } from '../../world/changes/messages.ts';
import type { Channel, Message } from '../../world/entities.ts';
import { may } from '../../world/permissions.ts';
import { presentMessage } from '../../world/present/present.ts';
import { timeOf } from '../../world/snowflakes.ts';
import { discordError } from '../discord-error.ts';
import { readMessageBody, sendableFlags } from '../message-body.ts';
import { pageOf, readable } from '../message-history.ts';
import {
  filesOf,
  type InChannel,
  type OfMessage,
  type RestContext,
  requireChannel,
  requireMessage,
  requirePermission,
} from '../rest-context.ts';

/** Messages: create, read, edit, delete, crosspost, pin. */
export function messageRoutes(app: FastifyInstance, context: RestContext): void {
  const { world } = context;

  app.post<InChannel>('/channels/:channel/messages', (request) => {
    const channel = requireChannel(context, request.params.channel);
    requireSending(context, channel, filesOf(request).length > 0);
    const { body, change } = readMessageBody(context, request, {
      schema: bodySchemas.messageCreate,
    });
    const nonce = body.nonce ?? undefined;
    const earlier = body.enforce_nonce === true ? findByNonce(context, nonce) : undefined;
    if (earlier !== undefined) {
      return { ...presentMessage(world, earlier), nonce };
    }
    const message = createMessage(world, channel, {
      ...change,
      authorId: world.botId,
      flags: (body.flags ?? 0) & sendableFlags,
      nonce,
      ...replyOf(context, channel, body.message_reference),
    });
    return { ...presentMessage(world, message), ...(nonce === undefined ? {} : { nonce }) };
  });

  app.get<InChannel & { Querystring: Record<string, string | undefined> }>(
    '/channels/:channel/messages',
    (request) => {
      const channel = requireChannel(context, request.params.channel);
      if (!may(world, channel, world.botId, 'ReadMessageHistory')) {
        return [];
      }
      const shown = [...channel.messages.values()].filter(
        (message) => message.ephemeralTo === undefined,
      );
      return pageOf(shown, request.query).map((message) => readable(context, message));
    },
  );

  app.get<OfMessage>('/channels/:channel/messages/:message', (request) => {
    const channel = requireChannel(context, request.params.channel);
    if (!may(world, channel, world.botId, 'ReadMessageHistory')) {
      throw discordError('missingAccess');
    }
    return readable(context, requireMessage(channel, request.params.message));
  });

  app.patch<OfMessage>('/channels/:channel/messages/:message', (request) => {
    const channel = requireChannel(context, request.params.channel);
    const message = requireMessage(channel, request.params.message);
    if (channel.thread?.archived === true) {
      throw discordError('archivedThread');
    }
    if (message.authorId !== world.botId) {
      throw discordError('othersMessage');
    }
    const { body, change } = readMessageBody(context, request, {
      schema: bodySchemas.messageEdit,
      editing: message,
    });
    return presentMessage(
      world,
      editMessage(world, message, { ...change, ...flagsOf(message, body) }),
    );
  });

  app.delete<OfMessage>('/channels/:channel/messages/:message', (request, reply) => {
    const channel = requireChannel(context, request.params.channel);
    const message = requireMessage(channel, request.params.message);
    if (message.authorId !== world.botId) {
      requirePermission(context, channel, 'ManageMessages');
    }
    deleteMessage(world, message);
    return reply.code(204).send();
  });

  app.post<OfMessage>('/channels/:channel/messages/:message/crosspost', (request) => {
    const channel = requireChannel(context, request.params.channel);
    const message = requireMessage(channel, request.params.message);
    if (channel.type !== ChannelType.GuildAnnouncement) {
      throw discordError('wrongChannelType');
    }
    requirePermission(
      context,
      channel,
      message.authorId === world.botId ? 'SendMessages' : 'ManageMessages',
    );
    if ((message.flags & MessageFlags.Crossposted) !== 0) {
      throw discordError('alreadyCrossposted');
    }
    return presentMessage(
      world,
      editMessage(world, message, { flags: message.flags | MessageFlags.Crossposted }),
    );
  });
}

/** 50007, 50001 or 50013 where the bot may not write here; an archived thread wakes up, a locked one does not. */
function requireSending(context: RestContext, channel: Channel, withFiles: boolean): void {
  if (channel.recipientId !== undefined) {
    if (context.world.users.get(channel.recipientId)?.closedDms === true) {
      throw discordError('closedDms');
    }
    return;
  }
  requirePermission(
    context,
    channel,
    channel.thread === undefined ? 'SendMessages' : 'SendMessagesInThreads',
  );
  if (withFiles) {
    requirePermission(context, channel, 'AttachFiles');
  }
  if (channel.type === ChannelType.GuildForum) {
    throw discordError('wrongChannelType');
  }
  if (channel.thread?.locked === true) {
    requirePermission(context, channel, 'ManageThreads');
  }
}

function findByNonce(
  context: RestContext,
  nonce: string | number | undefined,
): Message | undefined {
  if (nonce === undefined) {
    return undefined;
  }
  const { world } = context;
  for (const channel of world.channels.values()) {
    for (const message of [...channel.messages.values()].reverse()) {
      if (world.clock.now() - timeOf(message.id) > nonceMs) {
        break;
      }
      if (message.authorId === world.botId && String(message.nonce) === String(nonce)) {
        return message;
      }
    }
  }
  return undefined;
}

function replyOf(
  context: RestContext,
  channel: Channel,
  reference: { message_id: string; fail_if_not_exists?: boolean } | undefined,
): object {
  if (reference === undefined) {
    return {};
  }
  if (!channel.messages.has(reference.message_id)) {
    if (reference.fail_if_not_exists === false) {
      return {};
    }
    throw discordError('invalidBody', {
      message_reference: {
        _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }],
      },
    });
  }
  requirePermission(context, channel, 'ReadMessageHistory');
  return {
    type: MessageType.Reply,
    reference: {
      type: 0,
      message_id: reference.message_id,
      channel_id: channel.id,
      guild_id: channel.guildId,
    },
  };
}

/** An edit may switch to V2 and (un)suppress embeds, and nothing else. */
export function flagsOf(
  message: Message,
  body: { readonly flags?: number | null },
): { flags?: number } {
  if (body.flags === undefined || body.flags === null) {
    return {};
  }
  const settable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
  const kept = message.flags & ~MessageFlags.SuppressEmbeds;
  return { flags: kept | (body.flags & settable) };
}
