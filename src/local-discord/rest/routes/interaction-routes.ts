import {
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { checkModal } from '../../checks/check-modal.ts';
import { bodySchemas } from '../../checks/check-schema.ts';
import { errorTree } from '../../checks/error-tree.ts';
import { firstAnswerMs } from '../../checks/limits.ts';
import { createMessage, editMessage } from '../../world/changes/messages.ts';
import type { Channel, Interaction } from '../../world/entities.ts';
import { presentMessage } from '../../world/present/present.ts';
import { discordError } from '../discord-error.ts';
import { readMessageBody, sendableFlags } from '../message-body.ts';
import { bodyOf, type RestContext, requestName, requireBody } from '../rest-context.ts';
import { flagsOf } from './message-routes.ts';

interface OfInteraction {
  readonly Params: { readonly id: string; readonly token: string };
  readonly Querystring: Record<string, string | undefined>;
}

/** The first answer to an interaction. */
export function interactionRoutes(app: FastifyInstance, context: RestContext): void {
  app.post<OfInteraction>('/interactions/:id/:token/callback', (request, reply) => {
    const interaction = requireWaiting(context, request);
    const type = (bodyOf(request) as { type?: number } | undefined)?.type ?? 0;
    requireFitting(context, request, interaction, type);
    answer(context, request, interaction, type);
    interaction.stage = 'answered';
    interaction.answeredWith = type;
    context.world.changed();
    return request.query.with_response === 'true'
      ? callbackResponse(context, interaction, type)
      : reply.code(204).send();
  });
}

/** 10062 after three seconds, 40060 the second time. */
function requireWaiting(context: RestContext, request: FastifyRequest<OfInteraction>): Interaction {
  const { world, violations } = context;
  const interaction = world.interactions.get(request.params.token);
  if (interaction === undefined || interaction.id !== request.params.id) {
    throw discordError('unknownInteraction');
  }
  const name = 'POST /interactions/…/callback';
  if (interaction.stage === 'answered') {
    violations.record('answered-twice', name, 'the interaction had been answered before');
    throw discordError('alreadyAcknowledged');
  }
  const age = world.clock.now() - interaction.createdAt;
  if (interaction.stage === 'failed' || age > firstAnswerMs) {
    if (!interaction.excused) {
      violations.record('late-reply', name, `the first answer came after ${age} ms`);
    }
    throw discordError('unknownInteraction');
  }
  return interaction;
}

const { ModalSubmit, ApplicationCommandAutocomplete } = InteractionType;

/** Which callbacks an interaction takes. */
function requireFitting(
  context: RestContext,
  request: FastifyRequest,
  interaction: Interaction,
  type: InteractionResponseType,
): void {
  const isAutocomplete = interaction.type === ApplicationCommandAutocomplete;
  const fits: Partial<Record<InteractionResponseType, boolean>> = {
    [InteractionResponseType.ChannelMessageWithSource]: !isAutocomplete,
    [InteractionResponseType.DeferredChannelMessageWithSource]: !isAutocomplete,
    [InteractionResponseType.DeferredMessageUpdate]: interaction.message !== undefined,
    [InteractionResponseType.UpdateMessage]: interaction.message !== undefined,
    [InteractionResponseType.ApplicationCommandAutocompleteResult]: isAutocomplete,
    [InteractionResponseType.Modal]: !isAutocomplete && interaction.type !== ModalSubmit,
  };
  if (fits[type] !== true) {
    const fault = {
      path: ['type'],
      code: 'BASE_TYPE_CHOICES',
      message: `Callback type ${type} does not fit this interaction.`,
    };
    context.violations.record('invalid-body', requestName(request), fault.message);
    throw discordError('invalidBody', errorTree([fault]));
  }
}

function answer(
  context: RestContext,
  request: FastifyRequest,
  interaction: Interaction,
  type: InteractionResponseType,
): void {
  if (type === InteractionResponseType.ApplicationCommandAutocompleteResult) {
    const schema = bodySchemas.applicationCommandAutocompleteCallback;
    const body = requireBody<{ data?: { choices?: Interaction['choices'] } }>(
      context,
      request,
      schema,
    );
    interaction.choices = body.data?.choices ?? [];
  } else if (type === InteractionResponseType.Modal) {
    const schema = bodySchemas.modalInteractionCallback;
    const body = requireBody<{ data: APIModalInteractionResponseCallbackData }>(
      context,
      request,
      schema,
      ({ data }) => checkModal(data),
    );
    interaction.modal = body.data;
  } else if (
    type === InteractionResponseType.DeferredMessageUpdate ||
    type === InteractionResponseType.UpdateMessage
  ) {
    update(context, request, interaction, type);
  } else {
    reply(context, request, interaction, type);
  }
}

function reply(
  context: RestContext,
  request: FastifyRequest,
  interaction: Interaction,
  type: InteractionResponseType,
): void {
  const deferred = type === InteractionResponseType.DeferredChannelMessageWithSource;
  const { body, change } = readMessageBody(context, request, {
    schema: bodySchemas.createMessageInteractionCallback,
    at: 'data',
    mayBeEmpty: deferred,
  });
  const flags = body.flags ?? 0;
  if (deferred && (flags & ~MessageFlags.Ephemeral) !== 0) {
    context.violations.record(
      'invalid-body',
      requestName(request),
      'data.flags: a deferral takes no flag but EPHEMERAL',
    );
  }
  interaction.original = createMessage(context.world, channelOf(context, interaction), {
    ...(deferred ? {} : change),
    authorId: context.world.botId,
    type: MessageType.ChatInputCommand,
    flags: deferred ? MessageFlags.Loading : flags & sendableFlags,
    ephemeralTo: (flags & MessageFlags.Ephemeral) === 0 ? undefined : interaction.userId,
    interaction,
    ...replyTarget(interaction),
  });
  interaction.thinking = deferred;
}

function update(
  context: RestContext,
  request: FastifyRequest,
  interaction: Interaction,
  type: InteractionResponseType,
): void {
  const message = interaction.message;
  interaction.original = message;
  interaction.thinking = type === InteractionResponseType.DeferredMessageUpdate;
  if (message === undefined || interaction.thinking) {
    return;
  }
  const { body, change } = readMessageBody(context, request, {
    schema: bodySchemas.updateMessageInteractionCallback,
    at: 'data',
    editing: message,
  });
  editMessage(context.world, message, { ...change, ...flagsOf(message, body) });
}

/** An answer to a press is shown as a reply to the message that was pressed on. */
function replyTarget(interaction: Interaction): object {
  return interaction.message === undefined
    ? {}
    : {
        type: MessageType.Reply,
        reference: {
          type: 0,
          message_id: interaction.message.id,
          channel_id: interaction.channelId,
          guild_id: interaction.guildId,
        },
      };
}

/** Where an interaction's messages go, as long as it is there. */
export function channelOf(context: RestContext, interaction: Interaction): Channel {
  const channel = context.world.channels.get(interaction.channelId);
  if (channel === undefined) {
    throw discordError('unknownChannel');
  }
  return channel;
}

function callbackResponse(
  context: RestContext,
  interaction: Interaction,
  type: InteractionResponseType,
): object {
  const message = interaction.original;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message === undefined
        ? {}
        : {
            response_message_id: message.id,
            response_message_loading: interaction.thinking,
            response_message_ephemeral: message.ephemeralTo !== undefined,
          }),
    },
    ...(message === undefined
      ? {}
      : { resource: { type, message: presentMessage(context.world, message) } }),
  };
}
