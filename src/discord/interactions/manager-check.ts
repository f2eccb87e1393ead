import {
  type APIGuildApplicationCommandPermissions,
  type BaseInteraction,
  type Client,
  Events,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import type { Settings } from '../../library/people/settings.ts';
import type { Logger } from '../../log.ts';

/** The command that is for managers: whom Discord lets run it, manages Offprint. */
const managersCommand = 'digest';

/** What deciding who manages a server needs. */
export interface ManagerCheckOptions {
  readonly client: Client;
  readonly settings: Pick<Settings, 'serverSettings'>;
  /** The id of a command by its name, once it is registered. */
  readonly idOf: (command: string) => string | undefined;
  readonly log: Logger;
}

/** Whether somebody manages Offprint in the server they ask in. */
export type Manages = (interaction: BaseInteraction) => Promise<boolean>;

interface Override {
  readonly id: string;
  readonly permission: boolean;
}

/**
 * Asks Discord's own rules for a manager's command: the server's overrides (Server Settings,
 * Integrations) for the person, their roles, everybody; where these say nothing, the right Manage
 * Server or the server's manager role. Overrides are read once and after every change.
 */
export function createManagerCheck({ client, settings, idOf, log }: ManagerCheckOptions): Manages {
  const known = new Map<string, Promise<readonly Override[]>>();
  client.on(Events.ApplicationCommandPermissionsUpdate, ({ guildId }) => known.delete(guildId));
  // What changed in between was not heard.
  client.on(Events.ShardReady, () => known.clear());

  function overridesIn(server: string): Promise<readonly Override[]> {
    const before = known.get(server);
    if (before) {
      return before;
    }
    const asked = readOverrides(server).catch((err: unknown) => {
      known.delete(server);
      log.warn({ err, server }, 'command permissions could not be read');
      return [];
    });
    known.set(server, asked);
    return asked;
  }

  async function readOverrides(server: string): Promise<readonly Override[]> {
    const application = client.application?.id;
    if (application === undefined) {
      return [];
    }
    const command = idOf(managersCommand);
    if (command === undefined) {
      throw new Error('the commands have no ids yet');
    }
    const route = Routes.guildApplicationCommandsPermissions(application, server);
    const all = (await client.rest.get(route)) as APIGuildApplicationCommandPermissions[];
    return all.find(({ id }) => id === command)?.permissions ?? [];
  }

  return async (interaction) => {
    const { guildId, user, memberPermissions: rights } = interaction;
    if (guildId === null) {
      return false;
    }
    if (rights?.has(PermissionFlagsBits.Administrator)) {
      return true;
    }
    const roles = rolesOf(interaction);
    const decided = decisionOf(await overridesIn(guildId), user.id, roles, guildId);
    if (decided !== undefined) {
      return decided;
    }
    if (rights?.has(PermissionFlagsBits.ManageGuild)) {
      return true;
    }
    const { managerRole } = await settings.serverSettings(guildId);
    return managerRole !== undefined && roles.includes(managerRole);
  };
}

/** The person's own override, else any of their roles that allows, else everybody's. */
function decisionOf(
  overrides: readonly Override[],
  person: string,
  roles: readonly string[],
  server: string,
): boolean | undefined {
  const of = (id: string) => overrides.find((override) => override.id === id)?.permission;
  const ofRoles = roles.map(of).filter((allowed) => allowed !== undefined);
  return of(person) ?? (ofRoles.length > 0 ? ofRoles.includes(true) : of(server));
}

/** The ids of somebody's roles in the server; none in a direct message. */
function rolesOf({ member }: BaseInteraction): readonly string[] {
  if (!member) {
    return [];
  }
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}
