import { type Client, DiscordAPIError, REST, RESTEvents, Routes } from 'discord.js';
import type { Logger } from '../../log.ts';
import { isEnded } from './create-discord-client.ts';
import { type RefusedError, refusedToken } from './refused-error.ts';

/** What watching the token needs. */
export interface TokenWatchOptions {
  readonly client: Client<true>;
  readonly log: Logger;
  /** Told if Discord no longer accepts the token. */
  readonly onRefused: (refusal: RefusedError) => void;
}

/**
 * Checks the token whenever a request that carried it is answered with 401. discord.js drops the token
 * then, and every later request fails; if it was a mistake of Discord's, the token is used again.
 */
export function watchToken({ client, log, onRefused }: TokenWatchOptions): void {
  const { rest, token } = client;
  let checking = false;

  async function check(): Promise<void> {
    const other = new REST({ api: rest.options.api }).setToken(token);
    try {
      await other.get(Routes.currentApplication());
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status === 401) {
        return onRefused(refusedToken(error));
      }
      log.warn({ err: error }, 'token could not be checked');
    }
    if (!isEnded(client)) {
      rest.setToken(token);
      log.warn({}, 'Discord refused the token once, then accepted it');
    }
  }

  rest.on(RESTEvents.Response, ({ data }, { status }) => {
    if (status === 401 && data.auth && !checking && !isEnded(client)) {
      checking = true;
      void check().finally(() => {
        checking = false;
      });
    }
  });
}
