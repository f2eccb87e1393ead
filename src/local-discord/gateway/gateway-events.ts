import { may } from '../world/permissions.ts';
import { presentUser } from '../world/present/present.ts';
import { presentGuildCreate } from '../world/present/present-guild.ts';
import type { GatewayEvent, World } from '../world/world.ts';
import type { GatewaySession } from './gateway-session.ts';
import { throughIntents } from './intents.ts';
import { isOnShard } from './shards.ts';

/** Tells one session what its shard, its guilds, its sight and its intents let through. */
export function dispatchToSession(
  world: World,
  session: GatewaySession,
  event: GatewayEvent,
): void {
  if (!isOnShard(event.guildId, session.shard)) {
    return;
  }
  if (event.guildId !== undefined && !world.botGuilds.has(event.guildId)) {
    return;
  }
  const guild = event.guildId === undefined ? undefined : world.guilds.get(event.guildId);
  if (guild?.available === false && event.name !== 'GUILD_DELETE') {
    return;
  }
  const channel = event.channelId === undefined ? undefined : world.channels.get(event.channelId);
  if (channel?.guildId !== undefined && !may(world, channel, world.botId, 'ViewChannel')) {
    return;
  }
  const data = throughIntents(world, event, session.intents);
  if (data !== undefined) {
    session.dispatch(event.name, data);
  }
}

/** READY, and each guild after it. */
export function sendReady(world: World, session: GatewaySession): void {
  const bot = world.users.get(world.botId);
  const guilds = [...world.botGuilds].filter((id) => isOnShard(id, session.shard));
  session.dispatch('READY', {
    v: 10,
    user: bot === undefined ? undefined : presentUser(bot),
    guilds: guilds.map((id) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: `${world.origin.replace(/^http/, 'ws')}/gateway`,
    ...(session.shard === undefined ? {} : { shard: session.shard }),
    application: { id: world.applicationId, flags: 0 },
  });
  for (const id of guilds) {
    const guild = world.guilds.get(id);
    if (guild?.available === true) {
      dispatchToSession(world, session, {
        name: 'GUILD_CREATE',
        guildId: id,
        data: presentGuildCreate(world, guild),
      });
    }
  }
  world.changed();
}
