import type { FastifyInstance } from 'fastify';
import { presentUser } from '../../world/present/present.ts';
import type { RestContext } from '../rest-context.ts';

/** The application itself, and where its gateway is. */
export function applicationRoutes(app: FastifyInstance, context: RestContext): void {
  const { world, sharding } = context;
  const application = (): object => {
    const bot = world.users.get(world.botId);
    return {
      id: world.applicationId,
      name: bot?.username ?? '',
      icon: null,
      description: '',
      summary: '',
      type: null,
      bot: bot === undefined ? undefined : presentUser(bot),
      bot_public: true,
      bot_require_code_grant: false,
      verify_key: '0'.repeat(64),
      flags: 0,
      owner: { id: '1', username: 'owner', discriminator: '0', global_name: null, avatar: null },
      team: null,
      tags: [],
      redirect_uris: [],
      interactions_endpoint_url: null,
      approximate_guild_count: world.botGuilds.size,
      approximate_user_install_count: 0,
      integration_types_config: { '0': {} },
    };
  };
  app.get('/applications/@me', application);
  app.get('/oauth2/applications/@me', application);

  const gateway = (): string => `${world.origin.replace(/^http/, 'ws')}/gateway`;
  app.get('/gateway', () => ({ url: gateway() }));
  app.get('/gateway/bot', () => ({
    url: gateway(),
    shards: sharding.recommended ?? 1,
    session_start_limit: {
      total: 1_000,
      remaining: 1_000,
      reset_after: 0,
      max_concurrency: sharding.maxConcurrency ?? 1,
    },
  }));
}
