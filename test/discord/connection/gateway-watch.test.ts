import { Events } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createDiscordClient,
  endClient,
} from '../../../src/discord/connection/create-discord-client.ts';
import { type GatewayWatch, watchGateway } from '../../../src/discord/connection/gateway-watch.ts';
import type { RefusedError } from '../../../src/discord/connection/refused-error.ts';
import type { LocalDiscord } from '../../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../../src/local-discord/open-local-discord.ts';
import { type Logged, recordingLog } from '../../end-to-end/open-test-bot.ts';

const start = new Date('2026-11-21T12:00:00Z');

let discord: LocalDiscord;
let client: ReturnType<typeof createDiscordClient>;
let watch: GatewayWatch;
let now: Date;
let logged: Logged[];
let refusals: RefusedError[];

beforeEach(async () => {
  discord = await openLocalDiscord();
  client = createDiscordClient(discord.url);
  now = start;
  logged = [];
  refusals = [];
  watch = watchGateway({
    client,
    clock: { now: () => now },
    log: recordingLog(logged),
    onRefused: (refusal) => refusals.push(refusal),
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  expect(watch.state()).toEqual({ state: 'connecting', since: start });
  await client.login(discord.token);
  await ready;
});

afterEach(async () => {
  await endClient(client);
  await discord.close();
});

const laterBy = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const changes = () =>
  logged.filter(({ level }) => level !== 'debug').map(({ event, fields }) => ({ event, fields }));

describe('the state of the gateway', () => {
  it('says since when it is away, and logs for how long', async () => {
    expect(watch.state()).toEqual({ state: 'ready', since: start });
    now = laterBy(10);
    const letIn = discord.misbehave.refuseGateway();
    discord.misbehave.dropGateway();
    await new Promise((resolve) => client.once(Events.ShardReconnecting, resolve));
    now = laterBy(100);
    // Tries that fail do not start the absence again.
    await new Promise((resolve) => client.once(Events.ShardReconnecting, resolve));
    expect(watch.state()).toEqual({ state: 'reconnecting', since: laterBy(10) });
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    letIn();
    await resumed;
    expect(watch.state()).toEqual({ state: 'ready', since: laterBy(100) });
    expect(changes()).toEqual([
      { event: 'gateway lost', fields: { state: 'reconnecting' } },
      { event: 'gateway back', fields: { awaySeconds: 90 } },
    ]);
    expect(refusals).toEqual([]);
  });

  it.each([
    [4004, /^Discord rejects DISCORD_TOKEN\./],
    [4010, /4010/],
    [4011, /4011/],
    [4012, /4012.*Update/],
    [4013, /intents.*4013/],
    [4014, /intents.*4014/],
  ])('is a refusal after close code %i', async (code, sentence) => {
    const ended = new Promise((resolve) => client.once(Events.ShardDisconnect, resolve));
    discord.misbehave.endGateway(code);
    await ended;
    expect(watch.state()).toMatchObject({ state: 'disconnected' });
    expect(refusals.map(({ message }) => message)).toEqual([expect.stringMatching(sentence)]);
  });

  it('logs nothing for an end that was meant', async () => {
    await endClient(client);
    expect(changes()).toEqual([]);
  });
});

describe('a client that was ended', () => {
  it('does not connect again, though it was about to', async () => {
    const letIn = discord.misbehave.refuseGateway();
    discord.misbehave.dropGateway();
    // discord.js waits half a second from here before it connects.
    await new Promise((resolve) => client.once(Events.ShardReconnecting, resolve));
    await new Promise(setImmediate);
    await endClient(client);
    const connecting: string[] = [];
    client.on(Events.Debug, (line) => line.includes('Connecting to') && connecting.push(line));
    letIn();
    const other = createDiscordClient(discord.url);
    const resumed = new Promise((resolve) => other.once(Events.ShardResume, resolve));
    await other.login(discord.token);
    // It waits its own half second: the first client's is over by then.
    discord.misbehave.dropGateway();
    await resumed;
    expect(connecting).toEqual([]);
    await endClient(other);
  });
});
