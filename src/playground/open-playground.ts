import type { LocalDiscord, LocalDiscordOptions } from '../local-discord/local-discord.ts';
import { openLocalDiscord } from '../local-discord/open-local-discord.ts';
import { pageRoutes } from './page-server/page-routes.ts';
import type { TimedBot } from './world/move-time.ts';
import { openWorld, type PlaygroundWorld } from './world/playground-world.ts';

/** A local Discord's options, without those that its world decides. */
export interface PlaygroundOptions extends Omit<LocalDiscordOptions, 'clock' | 'kept'> {
  /** One that is not kept by default. */
  readonly world?: PlaygroundWorld;
  /** The bot whose time the page can move; without one there are no such buttons. */
  readonly bot?: TimedBot;
  /** Opens a replay in the place of this playground. */
  readonly startReplay?: () => void;
}

/**
 * Opens a local Discord with a web page for its people, at its origin.
 * @throws {Error} where the port is taken.
 */
export function openPlayground(options: PlaygroundOptions = {}): Promise<LocalDiscord> {
  const { world = openWorld(), bot, startReplay, ...local } = options;
  return openLocalDiscord({
    ...local,
    clock: world.clock,
    kept: world.kept,
    serve(app, served) {
      pageRoutes(app, { ...served, place: world, bot, startReplay });
      local.serve?.(app, served);
      const stopKeeping = world.keep(served.world);
      app.addHook('onClose', async () => stopKeeping());
    },
  });
}
