import { openOffprint } from '../../../src/composition/open-offprint.ts';
import { connectDiscord } from '../../../src/discord/connect-discord.ts';
import { createDiscordClient } from '../../../src/discord/connection/create-discord-client.ts';
import { loadCommands } from '../../../src/discord/registration/load-commands.ts';

/** What the test asks of the bot's process. */
export type BotOrder =
  /** Answered by `settled` once every reaction that was heard or missed is taken in. */
  | { readonly do: 'settle' }
  /** A packet of the gateway out of the blue: twice, too late, of another bot, of an unknown message. */
  | { readonly do: 'hear'; readonly event: string; readonly data: object };

// DATABASE API_URL TOKEN: the whole bot in a process of its own, which can be killed.
const [database = '', apiUrl = '', token = ''] = process.argv.slice(2);
const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: logError };
const clock = { now: () => new Date() };
const offprint = await openOffprint({ database, role: 'bot', clock, log });
const client = createDiscordClient(apiUrl);
const connection = await connectDiscord({
  client,
  token,
  commands: await loadCommands(new URL('../../../commands/', import.meta.url)),
  offprint,
  clock,
  log,
});

process.on('message', (order: BotOrder) => {
  if (order.do === 'hear') {
    client.ws.emit(order.event, order.data, 0);
  } else {
    void connection.settled().then(() => process.send?.('settled'));
  }
});
process.send?.('ready');

/** A fault in the bot fails the test that reads its standard error. */
function logError(fields: Readonly<Record<string, unknown>>, event: string): void {
  process.stderr.write(`${event} ${String(fields.err)}\n`);
}
