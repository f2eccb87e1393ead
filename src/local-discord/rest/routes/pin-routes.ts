import type { FastifyInstance } from 'fastify';
import { isoNow } from '../../world/world.ts';
import { readable } from '../message-history.ts';
import {
  type InChannel,
  type OfMessage,
  type RestContext,
  requireChannel,
  requireMessage,
  requirePermission,
} from '../rest-context.ts';

/** Pins: set, take off, list. */
export function pinRoutes(app: FastifyInstance, context: RestContext): void {
  const { world } = context;
  const setPinned = (request: { params: OfMessage['Params'] }, pinned: boolean): void => {
    const channel = requireChannel(context, request.params.channel);
    const message = requireMessage(channel, request.params.message);
    requirePermission(context, channel, 'PinMessages');
    if (pinned) {
      channel.pins.set(message.id, isoNow(world));
    } else {
      channel.pins.delete(message.id);
    }
    world.dispatch({
      name: 'CHANNEL_PINS_UPDATE',
      guildId: channel.guildId,
      channelId: channel.id,
      data: { guild_id: channel.guildId, channel_id: channel.id },
    });
  };
  app.put<OfMessage>('/channels/:channel/messages/pins/:message', (request, reply) => {
    setPinned(request, true);
    return reply.code(204).send();
  });
  app.delete<OfMessage>('/channels/:channel/messages/pins/:message', (request, reply) => {
    setPinned(request, false);
    return reply.code(204).send();
  });
  app.get<InChannel>('/channels/:channel/messages/pins', (request) => {
    const channel = requireChannel(context, request.params.channel);
    const items = [...channel.pins].reverse().flatMap(([id, pinned_at]) => {
      const message = channel.messages.get(id);
      return message === undefined ? [] : [{ pinned_at, message: readable(context, message) }];
    });
    return { items, has_more: false };
  });
}
