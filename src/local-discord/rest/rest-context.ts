import type { FastifyRequest } from 'fastify';
import type { ZodMiniType } from 'zod/mini';
import { checkSchema } from '../checks/check-schema.ts';
import { type BodyFault, describeFault, errorTree } from '../checks/error-tree.ts';
import type { PrivilegedIntent } from '../gateway/intents.ts';
import type { Sharding } from '../gateway/shards.ts';
import type { PermissionName } from '../scene.ts';
import type { Violations } from '../violations.ts';
import type { Channel, Guild, Message } from '../world/entities.ts';
import { may } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import { discordError } from './discord-error.ts';
import type { UploadedFile } from './multipart.ts';

/** What every route needs. */
export interface RestContext {
  readonly world: World;
  readonly violations: Violations;
  readonly sharding: Sharding;
  /** Words that AutoMod refuses at present. */
  readonly autoModeration: { readonly refuses: (text: string) => boolean };
  readonly hasPrivilegedIntent: (name: PrivilegedIntent) => boolean;
}

/** A route below `/channels/:channel`. */
export interface InChannel {
  readonly Params: { readonly channel: string };
}

/** A route below `/channels/:channel/messages/:message`. */
export interface OfMessage {
  readonly Params: { readonly channel: string; readonly message: string };
}

/** Replaces an interaction's token: it would only make paths long and unlike. */
const token = ':token';

/** `POST /channels/1/messages`, for violations and the record of requests. */
export function requestName(request: FastifyRequest): string {
  const path = request.url.replace(/^\/api\/v\d+/, '').replace(/[\w-]{60,}/, token);
  return `${request.method} ${path}`;
}

/** The parsed JSON of a request, from `payload_json` where it came as multipart. */
export function bodyOf(request: FastifyRequest): unknown {
  const body = request.body;
  return isMultipart(body) ? body.payload : body;
}

/** The files that came with a request. */
export function filesOf(request: FastifyRequest): readonly UploadedFile[] {
  const body = request.body;
  return isMultipart(body) ? body.files : [];
}

function isMultipart(body: unknown): body is { payload: unknown; files: readonly UploadedFile[] } {
  return typeof body === 'object' && body !== null && 'multipart' in body;
}

/** Checks a body by its schema and further rules; throws 50035 and records what was wrong. */
export function requireBody<T>(
  context: RestContext,
  request: FastifyRequest,
  schema: ZodMiniType,
  rules: (body: T) => readonly BodyFault[] = () => [],
  body: unknown = bodyOf(request),
): T {
  const checked = checkSchema(schema, body);
  const faults = checked.faults.length > 0 ? checked.faults : rules(body as T);
  for (const fault of faults) {
    context.violations.record('invalid-body', requestName(request), describeFault(fault));
  }
  for (const key of checked.unknownKeys) {
    context.violations.record(
      'unknown-key',
      requestName(request),
      `Discord knows no key ${key} here`,
    );
  }
  if (faults.length > 0) {
    throw discordError('invalidBody', errorTree(faults));
  }
  return body as T;
}

/** The guild, where the bot is in it and it is there. */
export function requireGuild(context: RestContext, id: string): Guild {
  const guild = context.world.guilds.get(id);
  if (guild === undefined || !context.world.botGuilds.has(id)) {
    throw discordError('unknownGuild');
  }
  if (!guild.available) {
    throw discordError('serviceUnavailable');
  }
  return guild;
}

/** The channel, where the bot may see it: 10003 where it is gone, 50001 where it is hidden. */
export function requireChannel(context: RestContext, id: string): Channel {
  const channel = context.world.channels.get(id);
  if (channel === undefined) {
    throw discordError('unknownChannel');
  }
  if (channel.guildId !== undefined) {
    if (!context.world.botGuilds.has(channel.guildId)) {
      throw discordError('missingAccess');
    }
    requireGuild(context, channel.guildId);
    if (!may(context.world, channel, context.world.botId, 'ViewChannel')) {
      throw discordError('missingAccess');
    }
  }
  return channel;
}

/** Answers 403 (50013) unless the bot has these permissions in the channel. */
export function requirePermission(
  context: RestContext,
  channel: Channel,
  permission: PermissionName,
): void {
  if (!may(context.world, channel, context.world.botId, permission)) {
    throw discordError('missingPermissions');
  }
}

/** A message that is there for everybody: an ephemeral one is unknown to the channel. */
export function requireMessage(channel: Channel, id: string): Message {
  const message = channel.messages.get(id);
  if (message === undefined || message.ephemeralTo !== undefined) {
    throw discordError('unknownMessage');
  }
  return message;
}
