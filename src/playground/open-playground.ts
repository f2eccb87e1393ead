import type { LocalDiscord, LocalDiscordOptions } from '../local-discord/local-discord.ts';
import { openLocalDiscord } from '../local-discord/open-local-discord.ts';
import { pageRoutes } from './page-server/page-routes.ts';

/**
 * Opens a local Discord with a web page for its people, at its origin.
 * @throws {Error} where the port is taken.
 */
export function openPlayground(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  return openLocalDiscord({
    ...options,
    serve(app, served) {
      pageRoutes(app, served);
      options.serve?.(app, served);
    },
  });
}
