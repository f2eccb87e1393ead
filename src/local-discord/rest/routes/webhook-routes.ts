import { InteractionResponseType, MessageFlags, MessageType } from 'discord-api-types/v10';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodySchemas } from '../../checks/check-schema.ts';
import { tokenMs } from '../../checks/limits.ts';
import { createMessage, deleteMessage, editMessage } from '../../world/changes/messages.ts';
import type { Interaction, Message } from '../../world/entities.ts';
import { presentMessage } from '../../world/present/present.ts';
import { discordError } from '../discord-error.ts';
import { readMessageBody, sendableFlags } from '../message-body.ts';
import type { RestContext } from '../rest-context.ts';
import { channelOf } from './interaction-routes.ts';
import { flagsOf } from './message-routes.ts';

interface OfWebhook {
  readonly Params: { readonly application: string; readonly token: string };
}

interface OfAnswer {
  readonly Params: OfWebhook['Params'] & { readonly message: string };
}

/** What follows the first answer, by the interaction's token: @original and follow-ups. */
export function webhookRoutes(app: FastifyInstance, context: RestContext): void {
  const { world } = context;
  const path = '/webhooks/:application/:token';

  app.post<OfWebhook>(path, (request) => {
    const interaction = requireAnswered(context, request);
    const original = interaction.original;
    if (isThinkingAloud(interaction) && original !== undefined) {
      return fillIn(context, request, interaction, original, bodySchemas.incomingWebhook);
    }
    const { body, change } = readMessageBody(context, request, {
      schema: bodySchemas.incomingWebhook,
    });
    const flags = body.flags ?? 0;
    const message = createMessage(world, channelOf(context, interaction), {
      ...change,
      authorId: world.botId,
      type: original === undefined ? MessageType.Default : MessageType.Reply,
      flags: flags & sendableFlags,
      ephemeralTo: (flags & MessageFlags.Ephemeral) === 0 ? undefined : interaction.userId,
      interaction,
      reference:
        original === undefined
          ? undefined
          : { type: 0, message_id: original.id, channel_id: original.channelId },
    });
    interaction.followUps.push(message);
    world.changed();
    return presentMessage(world, message);
  });

  app.get<OfAnswer>(`${path}/messages/:message`, (request) => {
    const interaction = requireAnswered(context, request);
    return presentMessage(world, requireAnswer(context, interaction, request.params.message));
  });

  app.patch<OfAnswer>(`${path}/messages/:message`, (request) => {
    const interaction = requireAnswered(context, request);
    const message = requireAnswer(context, interaction, request.params.message);
    return fillIn(context, request, interaction, message, bodySchemas.incomingWebhookUpdate);
  });

  app.delete<OfAnswer>(`${path}/messages/:message`, (request, reply) => {
    const interaction = requireAnswered(context, request);
    deleteMessage(world, requireAnswer(context, interaction, request.params.message));
    if (request.params.message === '@original') {
      interaction.thinking = false;
    }
    world.changed();
    return reply.code(204).send();
  });
}

/** "… is thinking" is in the channel, for a follow-up or an edit to replace. */
function isThinkingAloud(interaction: Interaction): boolean {
  return (
    interaction.thinking &&
    interaction.answeredWith === InteractionResponseType.DeferredChannelMessageWithSource
  );
}

function fillIn(
  context: RestContext,
  request: FastifyRequest,
  interaction: Interaction,
  message: Message,
  schema: Parameters<typeof readMessageBody>[2]['schema'],
): object {
  const { body, change } = readMessageBody(context, request, { schema, editing: message });
  const { flags = message.flags } = flagsOf(message, body);
  editMessage(context.world, message, { ...change, flags: flags & ~MessageFlags.Loading });
  if (message === interaction.original) {
    interaction.thinking = false;
  }
  context.world.changed();
  return presentMessage(context.world, message);
}

/** 10015 before the first answer, 50027 when the token's 15 minutes are over. */
function requireAnswered(context: RestContext, request: FastifyRequest<OfWebhook>): Interaction {
  const { application, token } = request.params;
  const interaction = context.world.interactions.get(token);
  const known = application === context.world.applicationId && interaction?.stage === 'answered';
  if (interaction === undefined || !known) {
    throw discordError('unknownWebhook');
  }
  if (context.world.clock.now() - interaction.createdAt > tokenMs) {
    throw discordError('invalidWebhookToken');
  }
  return interaction;
}

function requireAnswer(context: RestContext, interaction: Interaction, id: string): Message {
  const candidates = [interaction.original, ...interaction.followUps];
  const message =
    id === '@original'
      ? interaction.original
      : candidates.find((candidate) => candidate?.id === id);
  if (
    message === undefined ||
    !channelOf(context, interaction).messages.has(message.id) ||
    interaction.modal !== undefined
  ) {
    throw discordError('unknownMessage');
  }
  return message;
}
