import { appendFileSync } from 'node:fs';
import { openOffprint } from '../../../src/composition/open-offprint.ts';
import { readShards } from '../../../src/config/read-shards.ts';
import { connectDiscord } from '../../../src/discord/connect-discord.ts';
import { createDiscordClient } from '../../../src/discord/connection/create-discord-client.ts';
import { holdShards } from '../../../src/discord/connection/hold-shards.ts';
import { isOnOwnShard } from '../../../src/discord/connection/own-shards.ts';
import { createPoster, type PostingClient } from '../../../src/discord/posting/create-poster.ts';
import { loadCommands } from '../../../src/discord/registration/load-commands.ts';
import { answerParent, tellConnected } from '../../../src/parent-process.ts';
import { openSharedClock } from './shared-clock.ts';

// DATABASE API_URL CLOCK PAGES ERRORS: the whole bot with the shards of OFFPRINT_SHARDS, at a time that the
// test moves.
const [database = '', apiUrl = '', clockFile = '', pages = '', errors = ''] = process.argv.slice(2);
process.on('disconnect', () => process.exit());
const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: logError };
const clock = openSharedClock(clockFile, 'r');
let posting: PostingClient | undefined;
const offprint = await openOffprint({
  poster: createPoster(() => posting),
  isOurs: (server) => posting !== undefined && isOnOwnShard(posting.client, server),
  database,
  role: 'bot',
  pages,
  clock,
  log,
});
const token = process.env.DISCORD_TOKEN ?? '';
const wanted = readShards(process.env.OFFPRINT_SHARDS ?? '');
const { shards } = await holdShards({ apiUrl, token, shards: wanted, offprint });
const client = createDiscordClient(apiUrl, shards, offprint.turns);
const connection = await connectDiscord({
  client,
  token,
  commands: await loadCommands(new URL('../../../commands/', import.meta.url)),
  offprint,
  clock,
  log,
  onReady: (ready) => {
    posting = ready;
  },
});

/** As the scheduler does, once for each minute of the test's time. */
let looked = 0;
let looking: Promise<void> | undefined;
setInterval(() => {
  const minute = Math.floor(clock.now().getTime() / 60_000);
  if (minute !== looked && !looking) {
    looked = minute;
    looking = offprint.digests
      .tick()
      .catch((err: unknown) => logError({ err }, 'checking digests failed'))
      .finally(() => {
        looking = undefined;
      });
  }
}, 50);

answerParent(async () => {
  await connection.settled();
  return { pid: process.pid };
});
tellConnected();

/** A fault in the bot fails the test, which reads this file. */
function logError(fields: Readonly<Record<string, unknown>>, event: string): void {
  const { err } = fields;
  appendFileSync(errors, `${event} ${err instanceof Error ? err.stack : String(err)}\n`);
}
