import { Events } from 'discord.js';
import { paperIdOf } from '../../../../src/corpus/paper-id.ts';
import { createDigests } from '../../../../src/digest/digests.ts';
import type { DigestLedger } from '../../../../src/digest/post/digest-ledger.ts';
import type { Poster } from '../../../../src/digest/post/poster.ts';
import { createDiscordClient } from '../../../../src/discord/connection/create-discord-client.ts';
import { createPoster } from '../../../../src/discord/posting/create-poster.ts';
import { openStore } from '../../../../src/store/open-store.ts';
import { createTrending } from '../../../../src/trending/trending.ts';
import { searchOver } from '../../search-over.ts';

// FILE URL TOKEN NOW STEP: looks once at what is due, with the real discord.js, and is killed at STEP.
const [file = '', url = '', token = '', now = '', step = ''] = process.argv.slice(2);
const clock = { now: () => new Date(now) };
const quiet = () => {};

function dieAt(here: string): void {
  if (here === step) {
    process.kill(process.pid, 'SIGKILL');
  }
}

/** The same, but the process dies right before or after one of its methods took effect. */
function dying<Part extends object>(part: Part, name: keyof Part & string): Part {
  const method = part[name];
  if (typeof method !== 'function') {
    throw new Error(`no method ${name}`);
  }
  return {
    ...part,
    async [name](...args: unknown[]): Promise<unknown> {
      dieAt(`before ${name}`);
      const result: unknown = await method.apply(part, args);
      dieAt(`after ${name}`);
      return result;
    },
  };
}

const store = await openStore({ database: file, role: 'bot', paperIdOf, clock });
const client = createDiscordClient(url);
const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
await client.login(token);
await ready;
if (!client.isReady()) {
  throw new Error('not connected');
}
const posting = { client, mention: (command: string) => `/${command}` };
let poster: Poster = createPoster(() => posting);
for (const name of ['post', 'publish'] as const) {
  poster = dying(poster, name);
}
let ledger: DigestLedger = store.digestLedger;
for (const name of ['claim', 'record', 'complete'] as const) {
  ledger = dying(ledger, name);
}
const digests = createDigests({
  ledger,
  poster,
  clock,
  schedules: store.schedules,
  alerts: store.alerts,
  sources: {
    corpus: store.corpus,
    search: searchOver(store.corpus),
    trending: createTrending({ events: store.events }),
    pages: store.events,
  },
  messageShown: async () => dieAt('messageShown'),
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
});
await digests.tick();
await client.destroy();
await store.close();
