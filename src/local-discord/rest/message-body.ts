import {
  type APIAttachment,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  MessageFlags,
} from 'discord-api-types/v10';
import type { FastifyRequest } from 'fastify';
import type { ZodMiniType } from 'zod/mini';
import { pingingText, resolveMentions } from '../checks/check-mentions.ts';
import {
  breaksHiddenSizeRule,
  checkMessage,
  isEmptyMessage,
  type MessageBody,
} from '../checks/check-message.ts';
import { mediaUrls } from '../checks/components.ts';
import type { BodyFault } from '../checks/error-tree.ts';
import { limits } from '../checks/limits.ts';
import { fileNameOf, keepFile } from '../world/changes/files.ts';
import type { MessageChange } from '../world/changes/messages.ts';
import type { Message } from '../world/entities.ts';
import { discordError } from './discord-error.ts';
import { bodyOf, filesOf, type RestContext, requestName, requireBody } from './rest-context.ts';

/** A message's body as Discord's schemas let it through. */
export interface CheckedMessageBody extends MessageBody {
  readonly allowed_mentions?: Parameters<typeof resolveMentions>[1];
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly message_reference?: {
    readonly message_id: string;
    readonly fail_if_not_exists?: boolean;
  };
}

/** How a body is to be read: which part of it is the message, and what it changes. */
export interface MessageBodyOptions {
  readonly schema: ZodMiniType;
  /** What is checked by the schema; the request's body by default. */
  readonly whole?: unknown;
  /** The message inside `whole`, where it is not all of it: an interaction's `data`. */
  readonly at?: 'data';
  readonly editing?: Message;
  /** A reply to a deferral may not be empty either, though it is an edit. */
  readonly mayBeEmpty?: boolean;
}

/** Checks the body of a message that the bot sends or edits, and says what it makes of the message. */
export function readMessageBody(
  context: RestContext,
  request: FastifyRequest,
  reading: MessageBodyOptions,
): { readonly body: CheckedMessageBody; readonly change: MessageChange } {
  const whole = reading.whole ?? bodyOf(request) ?? {};
  const prefix = reading.at === undefined ? [] : [reading.at];
  const inner = (value: unknown): CheckedMessageBody =>
    reading.at === undefined
      ? (value as CheckedMessageBody)
      : ((value as { data?: object }).data ?? {});
  const uploaded = filesOf(request).map((file) => fileNameOf(file.name));
  const known = reading.editing?.attachments.map((attachment) => attachment.filename) ?? [];
  const fileNames = [...uploaded, ...known];
  const checked = requireBody<object>(
    context,
    request,
    reading.schema,
    (value) =>
      checkMessage(inner(value), {
        alreadyV2: ((reading.editing?.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0,
        fileNames,
      }).map((fault: BodyFault) => ({ ...fault, path: [...prefix, ...fault.path] })),
    whole,
  );
  const body = inner(checked);
  refuseWhatSchemasCannot(context, request, body, { fileNames: uploaded, reading });
  return { body, change: changeOf(context, request, body, reading.editing) };
}

function refuseWhatSchemasCannot(
  context: RestContext,
  request: FastifyRequest,
  body: CheckedMessageBody,
  { fileNames, reading }: { fileNames: readonly string[]; reading: MessageBodyOptions },
): void {
  const name = requestName(request);
  const mayBeEmpty = reading.mayBeEmpty === true || reading.editing !== undefined;
  if (!mayBeEmpty && isEmptyMessage(body, fileNames)) {
    context.violations.record('invalid-body', name, 'Cannot send an empty message');
    throw discordError('emptyMessage');
  }
  if (breaksHiddenSizeRule(body.components)) {
    context.violations.record(
      'over-limit',
      name,
      'the text displays are over 10,170 bytes together',
    );
    throw discordError('serverError');
  }
  if (filesOf(request).some((file) => file.bytes.length > limits.fileBytes)) {
    context.violations.record('over-limit', name, 'a file of more than 10 MiB');
    throw discordError('fileTooLarge');
  }
  const text = pingingText(body);
  if (text.trim() !== '' && body.allowed_mentions === undefined) {
    context.violations.record('no-allowed-mentions', name, 'text without allowed_mentions');
  }
  for (const mention of resolveMentions(text, body.allowed_mentions).unmeant) {
    context.violations.record('mention', name, `${mention} would be pinged`);
  }
  if (context.autoModeration.refuses(`${text}\n${JSON.stringify(body.embeds ?? [])}`)) {
    throw discordError('autoModerated');
  }
}

function changeOf(
  context: RestContext,
  request: FastifyRequest,
  body: CheckedMessageBody,
  editing: Message | undefined,
): MessageChange {
  const attachments = attachmentsOf(context, request, body, editing);
  const mentions = resolveMentions(pingingText(body), body.allowed_mentions);
  const change: MessageChange = {
    ...(body.content === undefined ? {} : { content: body.content ?? '' }),
    ...(body.embeds === undefined ? {} : { embeds: shownEmbeds(body.embeds ?? [], attachments) }),
    ...(body.components === undefined
      ? {}
      : { components: shownComponents(body.components ?? [], attachments) }),
    ...(attachments === undefined ? {} : { attachments: visible(attachments, body, editing) }),
    ...(body.content === undefined && body.components === undefined
      ? {}
      : {
          mentions: { users: mentions.users, roles: mentions.roles, everyone: mentions.everyone },
        }),
  };
  return change;
}

/** New files are kept; of those already there, an edit names the ones that stay. */
function attachmentsOf(
  context: RestContext,
  request: FastifyRequest,
  body: CheckedMessageBody,
  editing: Message | undefined,
): APIAttachment[] | undefined {
  const files = filesOf(request);
  const described = body.attachments ?? [];
  if (files.length === 0 && body.attachments === undefined) {
    return undefined;
  }
  const kept = (editing?.attachments ?? []).filter(
    (attachment) =>
      body.attachments === undefined ||
      described.some((other) => String(other.id) === attachment.id),
  );
  const added = files.map((file): APIAttachment => {
    const index = /^files\[(\d+)\]$/.exec(file.field)?.[1];
    const about: { filename?: string; description?: string } =
      described.find((other) => String(other.id) === index) ?? {};
    const { contentType, bytes } = file;
    const name = about.filename ?? file.name;
    return {
      ...keepFile(context.world, { name, contentType, bytes }),
      ...(about.description === undefined ? {} : { description: about.description }),
    };
  });
  return [...kept, ...added];
}

/** In a V2 message a file is seen only where a component refers to it. */
function visible(
  attachments: readonly APIAttachment[],
  body: CheckedMessageBody,
  editing: Message | undefined,
): APIAttachment[] {
  const v2 = (((body.flags ?? 0) | (editing?.flags ?? 0)) & MessageFlags.IsComponentsV2) !== 0;
  const shown = mediaUrls(body.components ?? editing?.components);
  return attachments.filter(
    (attachment) =>
      !v2 ||
      shown.includes(`attachment://${attachment.filename}`) ||
      shown.includes(attachment.url),
  );
}

/** What the API adds to embeds: their type, and the addresses of files sent along. */
function shownEmbeds(
  embeds: readonly object[],
  attachments: readonly APIAttachment[] | undefined,
): APIEmbed[] {
  return embeds.map(
    (embed) => ({ type: 'rich', ...resolved(embed, attachments ?? []) }) as APIEmbed,
  );
}

function shownComponents(
  components: readonly object[],
  attachments: readonly APIAttachment[] | undefined,
): APIMessageTopLevelComponent[] {
  return components.map((component) =>
    resolved(component, attachments ?? []),
  ) as APIMessageTopLevelComponent[];
}

/** Turns `attachment://name` into the file's address, everywhere in a tree. */
function resolved(value: object, attachments: readonly APIAttachment[]): object {
  const text = JSON.stringify(value, (key, inner: unknown) => {
    if (key !== 'url' || typeof inner !== 'string' || !inner.startsWith('attachment://')) {
      return inner;
    }
    const name = inner.slice('attachment://'.length);
    return attachments.find((attachment) => attachment.filename === name)?.url ?? inner;
  });
  return JSON.parse(text) as object;
}

/** The flags that a sender may set. */
export const sendableFlags =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;
