import { Events, type Message } from 'discord.js';
import { expect, it, onTestFinished } from 'vitest';
import type { LocalDiscord, LocalDiscordOptions } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import { connectClient, defaultIntents } from './demo-bot.ts';

const names = Array.from({ length: 12 }, (_, at) => `Lab ${at}`);

async function openLabs(sharding: LocalDiscordOptions['sharding'] = {}): Promise<LocalDiscord> {
  const guilds = names.map((name) => ({ name, channels: ['papers'], members: ['ada'] }));
  const discord = await openLocalDiscord({ scene: { people: ['ada'], guilds }, sharding });
  onTestFinished(() => discord.close());
  return discord;
}

async function connectShards(discord: LocalDiscord, shards: number[], shardCount: number) {
  const client = await connectClient(discord, { intents: defaultIntents, shards, shardCount });
  onTestFinished(() => client.destroy());
  return client;
}

/** As Discord's documentation has it. */
function labsOn(discord: LocalDiscord, shards: readonly number[], count: number): string[] {
  return names.filter((name) =>
    shards.includes(Number((BigInt(discord.guild(name).id) >> 22n) % BigInt(count))),
  );
}

it('tells each shard of its own servers and what happens there, the first of direct messages', async () => {
  const discord = await openLabs({ recommended: 3, maxConcurrency: 3 });
  const first = await connectShards(discord, [0], 3);
  const others = await connectShards(discord, [1, 2], 3);
  expect(discord.connectedShards).toEqual([0, 1, 2]);
  const heard: string[] = [];
  for (const [who, client] of Object.entries({ first, others })) {
    client.on(Events.MessageCreate, ({ guild, channel }: Message) => {
      heard.push(`${who}: ${guild?.name ?? (channel.isDMBased() ? 'direct' : '?')}`);
    });
  }
  const mine = labsOn(discord, [0], 3);
  const theirs = labsOn(discord, [1, 2], 3);
  expect(mine.length * theirs.length).toBeGreaterThan(0);
  expect(first.guilds.cache.map(({ name }) => name)).toEqual(mine);
  expect(others.guilds.cache.map(({ name }) => name).toSorted()).toEqual(theirs.toSorted());
  const ada = discord.person('ada');
  for (const name of names) {
    ada.send(`${name}/papers`, 'a paper');
  }
  ada.send(ada.dm(), 'a word');
  await expect.poll(() => heard.length).toBe(names.length + 1);
  const expected = [
    ...mine.map((name) => `first: ${name}`),
    'first: direct',
    ...theirs.map((name) => `others: ${name}`),
  ];
  expect(heard.toSorted()).toEqual(expected.toSorted());
  expect(discord.violations).toEqual([]);
});

it('recommends shards, which discord.js connects by itself', async () => {
  const discord = await openLabs({ recommended: 2, maxConcurrency: 2 });
  const client = await connectClient(discord, { intents: defaultIntents, shards: 'auto' });
  onTestFinished(() => client.destroy());
  expect(discord.connectedShards).toEqual([0, 1]);
  expect(client.guilds.cache.size).toBe(names.length);
});

it('refuses a shard that cannot be (4010), and too few where sharding is required (4011)', async () => {
  const discord = await openLabs({ recommended: 2, maxConcurrency: 2, required: true });
  await expect(connectShards(discord, [5], 2)).rejects.toThrow('Invalid shard');
  await expect(connectShards(discord, [0], 1)).rejects.toThrow('Sharding is required');
  expect(discord.violations).toHaveLength(2);
});

it('makes the session invalid of a shard that identifies too early', async () => {
  const discord = await openLabs({ recommended: 2, identifyEvery: 1000 });
  await connectShards(discord, [0], 2);
  // It waits five seconds and comes back.
  await connectShards(discord, [1], 2);
  expect(discord.violations).toMatchObject([{ what: 'shard 1 identified too early' }]);
  expect(discord.connectedShards).toEqual([0, 1]);
});
