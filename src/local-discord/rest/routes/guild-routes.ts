import type { FastifyInstance } from 'fastify';
import { guildPermissions } from '../../world/permissions.ts';
import { presentChannel, presentMember, presentUser } from '../../world/present/present.ts';
import { presentGuild } from '../../world/present/present-guild.ts';
import { discordError } from '../discord-error.ts';
import { type RestContext, requireGuild } from '../rest-context.ts';

interface OfGuild {
  readonly Params: { readonly guild: string };
  readonly Querystring: Record<string, string | undefined>;
}

/** Accounts, guilds, their channels, roles, emoji and members: reads only. */
export function guildRoutes(app: FastifyInstance, context: RestContext): void {
  const { world } = context;

  app.get<{ Params: { user: string } }>('/users/:user', (request) => {
    const { user: asked } = request.params;
    const user = world.users.get(asked === '@me' ? world.botId : asked);
    if (user === undefined) {
      throw discordError('unknownUser');
    }
    return presentUser(user);
  });

  app.get('/users/@me/guilds', () =>
    [...world.botGuilds].flatMap((id) => {
      const guild = world.guilds.get(id);
      return guild === undefined
        ? []
        : [
            {
              id,
              name: guild.name,
              icon: null,
              banner: null,
              owner: false,
              permissions: String(guildPermissions(guild, world.botId)),
              features: [],
            },
          ];
    }),
  );

  app.get<OfGuild>('/guilds/:guild', (request) => {
    const guild = requireGuild(context, request.params.guild);
    const count = { approximate_member_count: guild.members.size, approximate_presence_count: 1 };
    return { ...presentGuild(guild), ...(request.query.with_counts === 'true' ? count : {}) };
  });

  app.get<OfGuild>('/guilds/:guild/channels', (request) => {
    const guild = requireGuild(context, request.params.guild);
    return [...world.channels.values()]
      .filter((channel) => channel.guildId === guild.id && channel.thread === undefined)
      .map((channel) => presentChannel(world, channel));
  });

  app.get<OfGuild>('/guilds/:guild/roles', (request) => [
    ...requireGuild(context, request.params.guild).roles.values(),
  ]);

  app.get<OfGuild & { Params: { emoji: string } }>('/guilds/:guild/emojis/:emoji', (request) => {
    const guild = requireGuild(context, request.params.guild);
    const emoji = guild.emojis.get(request.params.emoji);
    if (emoji === undefined) {
      throw discordError('unknownGuildEmoji');
    }
    return emoji;
  });

  app.get<OfGuild & { Params: { user: string } }>('/guilds/:guild/members/:user', (request) => {
    const guild = requireGuild(context, request.params.guild);
    const { user } = request.params;
    const member = guild.members.get(user === '@me' ? world.botId : user);
    if (member === undefined) {
      throw discordError(world.users.has(user) ? 'unknownMember' : 'unknownUser');
    }
    return presentMember(world, member);
  });
}
