import type { GatewayGuildCreateDispatchData } from 'discord-api-types/v10';
import { threadsIn } from '../changes/threads.ts';
import type { Guild } from '../entities.ts';
import type { World } from '../world.ts';
import { presentChannel, presentMember } from './present.ts';

/** A guild as the REST API gives it. */
export function presentGuild(guild: Guild): object {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.ownerId,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()],
    emojis: [...guild.emojis.values()],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    max_members: 500_000,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    nsfw_level: 0,
    nsfw: false,
    incidents_data: null,
  };
}

/** A guild with all that GUILD_CREATE brings. */
export function presentGuildCreate(world: World, guild: Guild): object {
  const channels = [...world.channels.values()].filter(
    (channel) => channel.guildId === guild.id && channel.thread === undefined,
  );
  const threads = threadsIn(world, { guildId: guild.id });
  const me = guild.members.get(world.botId);
  const extra: Partial<GatewayGuildCreateDispatchData> = {
    joined_at: me?.joinedAt ?? '',
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: me === undefined ? [] : [presentMember(world, me)],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
  return {
    ...presentGuild(guild),
    ...extra,
    channels: channels.map((channel) => presentChannel(world, channel)),
    threads: threads
      .filter((thread) => thread.thread?.archived === false)
      .map((thread) => presentChannel(world, thread)),
  };
}
