import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { array } from 'zod/mini';
import { type CommandBody, checkCommandList } from '../../checks/check-command.ts';
import { bodySchemas } from '../../checks/check-schema.ts';
import type { Guild } from '../../world/entities.ts';
import { discordError } from '../discord-error.ts';
import { bodyOf, type RestContext, requireBody, requireGuild } from '../rest-context.ts';

interface OfScope {
  readonly Params: { readonly application: string; readonly guild?: string };
}

/** Commands, global and of a guild; the two scopes have the same routes. */
export function commandRoutes(app: FastifyInstance, context: RestContext): void {
  scopeRoutes(app, context, '/applications/:application/commands');
  scopeRoutes(app, context, '/applications/:application/guilds/:guild/commands');
  permissionRoutes(app, context);
}

function scopeRoutes(app: FastifyInstance, context: RestContext, path: string): void {
  app.get<OfScope & { Querystring: Record<string, string | undefined> }>(path, (request) => {
    const commands = [...scopeOf(context, request).commands.values()];
    return request.query.with_localizations === 'true'
      ? commands
      : commands.map(withoutLocalizations);
  });

  app.put<OfScope>(path, (request) => {
    const { guild, commands } = scopeOf(context, request);
    const bodies = requireBody<CommandBody[]>(
      context,
      request,
      array(bodySchemas.applicationCommandUpdate),
      checkCommandList,
      forSchema(bodyOf(request)),
    );
    const old = [...commands.values()];
    const given = (bodyOf(request) ?? []) as CommandBody[];
    commands.clear();
    for (const body of bodies.length === 0 ? [] : given) {
      const command = newCommand(context, guild, body, old);
      commands.set(command.id, command);
    }
    context.world.changed();
    return [...commands.values()];
  });
}

function permissionRoutes(app: FastifyInstance, context: RestContext): void {
  const path = '/applications/:application/guilds/:guild/commands';
  const present = (guild: Guild, id: string): object => ({
    id,
    application_id: context.world.applicationId,
    guild_id: guild.id,
    permissions: [...(guild.commandOverrides.get(id) ?? [])].map(([target, { type, allowed }]) => ({
      id: target,
      type,
      permission: allowed,
    })),
  });
  app.get<{ Params: { guild: string } }>(`${path}/permissions`, (request) => {
    const guild = requireGuild(context, request.params.guild);
    return [...guild.commandOverrides.keys()].map((id) => present(guild, id));
  });
  app.get<{ Params: { guild: string; command: string } }>(
    `${path}/:command/permissions`,
    (request) => {
      const guild = requireGuild(context, request.params.guild);
      if (!guild.commandOverrides.has(request.params.command)) {
        throw discordError('unknownOverrides');
      }
      return present(guild, request.params.command);
    },
  );
}

function scopeOf(
  context: RestContext,
  request: FastifyRequest<OfScope>,
): { guild: Guild | undefined; commands: Map<string, APIApplicationCommand> } {
  const { application, guild: guildId } = request.params;
  if (application !== context.world.applicationId) {
    throw discordError('missingAccess');
  }
  if (guildId === undefined) {
    return { guild: undefined, commands: context.world.commands };
  }
  const guild = context.world.guilds.get(guildId);
  if (guild === undefined || !context.world.botGuilds.has(guildId)) {
    throw discordError('missingAccess');
  }
  return { guild, commands: guild.commands };
}

/**
 * The published schemas want `default_member_permissions` as a number and know no `nsfw`; Discord
 * itself documents a string, which discord.js sends, and the flag.
 */
function forSchema(body: unknown): unknown {
  if (Array.isArray(body)) {
    return body.map(forSchema);
  }
  if (typeof body !== 'object' || body === null) {
    return body;
  }
  const {
    default_member_permissions: wanted,
    nsfw: _nsfw,
    ...rest
  } = body as Record<string, unknown>;
  const isBits = typeof wanted === 'string' && /^\d+$/.test(wanted);
  return wanted === undefined
    ? rest
    : { ...rest, default_member_permissions: isBits ? Number(wanted) : wanted };
}

/** A command as Discord keeps it: what is the default is left out, the name keeps its id. */
function newCommand(
  context: RestContext,
  guild: Guild | undefined,
  body: CommandBody,
  old: readonly APIApplicationCommand[],
): APIApplicationCommand {
  const given = body as Partial<APIApplicationCommand>;
  const type = given.type ?? 1;
  const known = old.find((command) => command.name === body.name && command.type === type);
  const options = (body.options ?? []).map(trimmed);
  const command: object = {
    id: known?.id ?? context.world.nextId(),
    application_id: context.world.applicationId,
    ...(guild === undefined ? {} : { guild_id: guild.id }),
    version: known?.version ?? '',
    type,
    name: body.name,
    name_localizations: given.name_localizations ?? null,
    description: body.description ?? '',
    description_localizations: given.description_localizations ?? null,
    ...(options.length === 0 ? {} : { options }),
    default_member_permissions:
      given.default_member_permissions === undefined || given.default_member_permissions === null
        ? null
        : String(given.default_member_permissions),
    ...(guild === undefined
      ? { dm_permission: given.dm_permission ?? true, contexts: given.contexts ?? null }
      : {}),
    integration_types: given.integration_types ?? [0],
    nsfw: given.nsfw ?? false,
  };
  const same = known !== undefined && JSON.stringify(known) === JSON.stringify(command);
  const version = same ? known.version : context.world.nextId();
  return { ...(command as APIApplicationCommand), version };
}

function trimmed(option: object): object {
  const { required, autocomplete, options, choices, ...rest } = option as {
    required?: boolean;
    autocomplete?: boolean;
    options?: readonly object[];
    choices?: readonly object[];
  };
  return {
    ...rest,
    ...(required === true ? { required } : {}),
    ...(autocomplete === true ? { autocomplete } : {}),
    ...(choices === undefined || choices.length === 0 ? {} : { choices }),
    ...(options === undefined ? {} : { options: options.map(trimmed) }),
  };
}

function withoutLocalizations(command: APIApplicationCommand): object {
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = command;
  return rest;
}
