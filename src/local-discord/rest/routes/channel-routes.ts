import { ChannelType } from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import { bodySchemas } from '../../checks/check-schema.ts';
import { deleteChannel, directChannel } from '../../world/changes/channels.ts';
import { changeThread } from '../../world/changes/thread-state.ts';
import { createThread, threadsIn, threadTypeOf } from '../../world/changes/threads.ts';
import type { Channel } from '../../world/entities.ts';
import { presentChannel, threadMember } from '../../world/present/present.ts';
import { discordError } from '../discord-error.ts';
import {
  bodyOf,
  type InChannel,
  type RestContext,
  requireBody,
  requireChannel,
  requireGuild,
  requireMessage,
  requirePermission,
} from '../rest-context.ts';

interface ThreadBody {
  readonly name: string;
  readonly auto_archive_duration?: number | null;
  readonly type?: ChannelType.PublicThread | ChannelType.PrivateThread | null;
}

/** Channels, threads and direct messages. */
export function channelRoutes(app: FastifyInstance, context: RestContext): void {
  const { world } = context;

  app.get<InChannel>('/channels/:channel', (request) =>
    presentChannel(world, requireChannel(context, request.params.channel)),
  );

  app.patch<InChannel>('/channels/:channel', (request) => {
    const channel = requireChannel(context, request.params.channel);
    if (channel.thread !== undefined) {
      return changeThreadByBody(context, channel, request);
    }
    throw discordError('missingPermissions');
  });

  app.delete<InChannel>('/channels/:channel', (request) => {
    const channel = requireChannel(context, request.params.channel);
    const shown = presentChannel(world, channel);
    if (channel.guildId !== undefined) {
      requirePermission(
        context,
        channel,
        channel.thread === undefined ? 'ManageChannels' : 'ManageThreads',
      );
      deleteChannel(world, channel);
    }
    return shown;
  });

  app.post('/users/@me/channels', (request) => {
    const body = requireBody<{ recipient_id?: string }>(
      context,
      request,
      bodySchemas.createPrivateChannel,
    );
    const user = world.users.get(body.recipient_id ?? '');
    if (user === undefined || user.bot === true) {
      throw discordError(user === undefined ? 'unknownUser' : 'closedDms');
    }
    return presentChannel(world, directChannel(world, user.id));
  });

  threadRoutes(app, context);
}

function changeThreadByBody(
  context: RestContext,
  channel: Channel,
  request: Parameters<typeof requireBody>[1],
): object {
  const { world } = context;
  const body = requireBody<{
    name?: string | null;
    archived?: boolean | null;
    locked?: boolean | null;
    auto_archive_duration?: number | null;
  }>(context, request, bodySchemas.updateThread);
  const own = channel.thread?.ownerId === world.botId;
  const reopensOnly =
    Object.keys(body).every((key) => key === 'archived') && body.archived === false;
  if (channel.thread?.locked === true || (!own && !reopensOnly)) {
    requirePermission(context, channel, 'ManageThreads');
  }
  if (channel.thread?.archived === true && body.archived !== false) {
    throw discordError('archivedThread');
  }
  changeThread(world, channel, {
    name: body.name ?? undefined,
    archived: body.archived ?? undefined,
    locked: body.locked ?? undefined,
    autoArchiveMinutes: body.auto_archive_duration ?? undefined,
  });
  return presentChannel(world, channel);
}

function threadRoutes(app: FastifyInstance, context: RestContext): void {
  const { world } = context;

  app.post<{ Params: { channel: string; message: string } }>(
    '/channels/:channel/messages/:message/threads',
    (request, reply) => {
      const channel = requireChannel(context, request.params.channel);
      const message = requireMessage(channel, request.params.message);
      requirePermission(context, channel, 'CreatePublicThreads');
      const body = requireBody<ThreadBody>(
        context,
        request,
        bodySchemas.createTextThreadWithMessage,
        undefined,
        withoutType(bodyOf(request)),
      );
      if (world.channels.has(message.id)) {
        throw discordError('threadExists');
      }
      requireThreadsHere(channel);
      const thread = createThread(world, channel, {
        name: body.name,
        ownerId: world.botId,
        from: message,
        autoArchiveMinutes: body.auto_archive_duration ?? undefined,
      });
      return reply.code(201).send(presentChannel(world, thread));
    },
  );

  app.post<InChannel>('/channels/:channel/threads', (request, reply) => {
    const channel = requireChannel(context, request.params.channel);
    const body = requireBody<ThreadBody>(
      context,
      request,
      bodySchemas.createTextThreadWithoutMessage,
    );
    requireThreadsHere(channel);
    // Without a type Discord makes a private thread, for the sake of old clients.
    const type = body.type ?? ChannelType.PrivateThread;
    const isPrivate = type === ChannelType.PrivateThread;
    requirePermission(context, channel, isPrivate ? 'CreatePrivateThreads' : 'CreatePublicThreads');
    const thread = createThread(world, channel, {
      name: body.name,
      ownerId: world.botId,
      type: isPrivate ? type : threadTypeOf(channel),
      autoArchiveMinutes: body.auto_archive_duration ?? undefined,
    });
    return reply.code(201).send(presentChannel(world, thread));
  });

  app.get<{ Params: { guild: string } }>('/guilds/:guild/threads/active', (request) => {
    const guild = requireGuild(context, request.params.guild);
    const threads = threadsIn(world, { guildId: guild.id }).filter(
      (thread) => thread.thread?.archived === false,
    );
    return listOf(context, threads);
  });
}

/** discord.js sends a type here too, where the message's channel alone decides. */
function withoutType(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) {
    return body;
  }
  const { type: _type, ...rest } = body as { type?: unknown };
  return rest;
}

function requireThreadsHere(channel: Channel): void {
  if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement) {
    throw discordError('wrongChannelType');
  }
}

function listOf(context: RestContext, threads: readonly Channel[]): object {
  const { world } = context;
  return {
    threads: threads.map((thread) => presentChannel(world, thread)),
    members: threads
      .filter((thread) => thread.thread?.memberIds.has(world.botId))
      .map((thread) => threadMember(world, thread, world.botId)),
  };
}
