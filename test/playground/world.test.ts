import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openPlayground } from '../../src/playground/open-playground.ts';
import { moveTime, type TimedBot } from '../../src/playground/world/move-time.ts';
import { openWorld } from '../../src/playground/world/playground-world.ts';
import { createWorldClock } from '../../src/playground/world/world-clock.ts';
import { connectClient } from '../local-discord/demo-bot.ts';

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-world-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'playground.world');
}

it('keeps people, messages, reactions, threads, commands and time over a restart', async () => {
  const file = await newFile();
  const start = Date.UTC(2025, 7, 6, 10);
  const first = await openPlayground({ world: openWorld({ file, replayFrom: new Date(start) }) });
  const client = await connectClient(first);
  await client.application.commands.set([{ name: 'tea', description: 'Brews tea' }]);
  const ada = first.person('ada');
  const sent = ada.send('papers', 'Tea at four?');
  first.person('grace').react(sent, '🔖');
  const thread = ada.startThread('papers', 'Which tea', sent);
  ada.send(thread, 'Assam');
  first.addPerson('hopper');
  const before = {
    messages: first.messages('papers'),
    commands: first.commands(),
    hopper: first.person('hopper').id,
  };
  await client.destroy();
  await first.close();

  const world = openWorld({ file });
  const second = await openPlayground({ world });
  onTestFinished(() => second.close());
  expect(second.messages('papers')).toEqual(before.messages);
  expect(second.reactors(sent, '🔖')).toEqual(['grace']);
  expect(second.messages(thread).map(({ content }) => content)).toContain('Assam');
  expect(second.commands()).toEqual(before.commands);
  expect(second.person('hopper').id).toBe(before.hopper);
  expect(world.isReplay).toBe(true);
  expect(new Date(second.clock.now()).toISOString()).toMatch(/^2025-08-06T10:/);
  const later = second.person('ada').send('papers', 'At four.');
  expect(BigInt(later.id)).toBeGreaterThan(BigInt(sent.id));
  const back = await connectClient(second);
  onTestFinished(() => back.destroy());
});

it('takes no answer along that nobody can give any more', async () => {
  const file = await newFile();
  const first = await openPlayground({ world: openWorld({ file }) });
  const client = await connectClient(first);
  await client.application.commands.set([{ name: 'tea', description: 'Brews tea' }]);
  client.on('interactionCreate', (interaction) => {
    if (interaction.isChatInputCommand()) {
      void interaction.deferReply();
    }
  });
  const { kind } = await first.person('ada').runCommand('papers', 'tea').first;
  expect(kind).toBe('deferred');
  expect(first.messages('papers')).toHaveLength(1);
  await client.destroy();
  await first.close();

  const second = await openPlayground({ world: openWorld({ file }) });
  onTestFinished(() => second.close());
  expect(second.messages('papers')).toEqual([]);
});

it('says what to do about a file that is no world', async () => {
  const file = await newFile();
  await writeFile(file, 'tea leaves');
  expect(() => openWorld({ file })).toThrow(/damaged or from another version.*--fresh/);
});

it("follows the machine's clock until it is moved, and never goes back", () => {
  const clock = createWorldClock();
  const before = clock.now();
  expect(Math.abs(before - Date.now())).toBeLessThan(1_000);
  clock.moveTo(before + 60_000);
  clock.moveTo(before);
  expect(clock.now()).toBeGreaterThanOrEqual(before + 60_000);
});

/** A bot with a digest at 9:00 UTC each day and a page on the 8th, which notes when it caught up. */
function dailyBot(now: () => number): TimedBot & { readonly stops: string[] } {
  const stops: string[] = [];
  const page = Date.UTC(2025, 7, 8);
  const hour = 60 * 60_000;
  return {
    stops,
    async catchUp() {
      stops.push(new Date(now()).toISOString().slice(8, 16));
    },
    async nextDigest() {
      const today = now() - (now() % (24 * hour)) + 9 * hour;
      return new Date(today > now() ? today : today + 24 * hour);
    },
    nextPage: () => (page > now() ? new Date(page) : undefined),
  };
}

it('stops at each digest and page on the way, and after a page at its digest', async () => {
  const clock = createWorldClock(Date.UTC(2025, 7, 6, 10));
  const bot = dailyBot(() => clock.now());
  await moveTime(clock, bot, 'hour');
  expect(bot.stops.splice(0)).toEqual(['06T11:00']);
  await moveTime(clock, bot, 'page');
  expect(bot.stops.splice(0)).toEqual(['07T09:00', '08T00:00', '08T09:00']);
  await moveTime(clock, bot, 'page');
  expect(bot.stops).toEqual([]);
});
