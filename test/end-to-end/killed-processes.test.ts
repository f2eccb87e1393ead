import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addDays } from '../../src/corpus/days.ts';
import type { Day, PaperId } from '../../src/corpus/paper.ts';
import { paperIdOf } from '../../src/corpus/paper-id.ts';
import { papersOfMessage } from '../../src/digest/compose/digest-actions.ts';
import { claimIdOf } from '../../src/digest/post/claim-id.ts';
import { readSentMessage } from '../../src/discord/posting/read-sent-message.ts';
import { createRandom } from '../../src/search/random.ts';
import { openPostgres } from '../../src/store/postgres/database/postgres.ts';
import { scheduleOf } from '../digest/schedule-of.ts';
import type { SaveEvent } from '../library/saves/save-model.ts';
import { longTests } from '../long-tests.ts';
import { createTestSchema, hasServer } from '../store/engines.ts';
import { pageOf } from '../store/open-test-store.ts';
import { type Lab, openShardedBot, people, type ShardedBot } from './processes/open-sharded-bot.ts';
import { createReactionModels, type SavedKey } from './processes/reaction-models.ts';

/** LONG_TESTS=true: as many as a team of teams has. */
const size = longTests
  ? { processes: 4, shards: 16, servers: 400, rounds: 34, kills: 3, reactions: 600 }
  : { processes: 2, shards: 4, servers: 12, rounds: 4, kills: 1, reactions: 60 };
const seed = 20261129;

/** Nine in the morning at these places, as UTC: a local day and its date in UTC are the same then. */
const zones = [
  ['Asia/Tokyo', 0],
  ['Asia/Kolkata', 3.5],
  ['Europe/Berlin', 8],
  ['America/New_York', 14],
] as const;
const roundsOfDay = longTests ? 5 : 4;
const firstDay: Day = '2026-01-15';
const papersOfDay = 6;
const emojis = ['1️⃣', '2️⃣', '3️⃣', '4️⃣', '5️⃣', '6️⃣'];

/** A digest as people see it. */
interface Shown {
  readonly message: APIMessage;
  readonly lab: Lab;
  readonly papers: readonly PaperId[];
}

const random = createRandom(seed);
const models = createReactionModels();
const shown: Shown[] = [];

describe.skipIf(!hasServer || !longTests)(
  'several processes on a PostgreSQL server, with LONG_TESTS',
  () => {
    it(
      `${size.rounds * size.kills} kills and ${size.rounds * size.reactions} reactions leave every digest once and on its day, and saved what the rules say`,
      async () => {
        const database = await createTestSchema();
        const start = new Date(`${addDays(firstDay, -1)}T20:00:00Z`);
        const bot = await openShardedBot(database, start, size);
        const sql = await openPostgres(database);
        onTestFinished(() => sql.close());
        await setUpDigests(bot, start);
        const measured = { back: 0, takenOver: 0 };
        for (let round = 0; round < size.rounds; round += 1) {
          const day = addDays(firstDay, Math.floor(round / roundsOfDay));
          const due = await moveOn(bot, day, round);
          const happenings = await killAmongst(bot, day, due);
          const killedAt = performance.now();
          const title = `What process ${round} left behind`;
          await writeFile(join(bot.pages, `${round}.jsonl`), JSON.stringify({ title }));
          const note = (what: keyof typeof measured) => () => {
            measured[what] = Math.max(measured[what], performance.now() - killedAt);
          };
          await Promise.all([
            untilImported(bot, title).then(note('takenOver')),
            untilPosted(bot, day, due)
              .then(() => bot.settled())
              .then(note('back')),
          ]);
          takeIn(bot, happenings);
          await compare(
            bot,
            happenings.of.map(({ key }) => key),
            `round ${round}`,
          );
          await removeByHand(bot);
          const left = await sql.query('SELECT id FROM servers WHERE left_at IS NOT NULL');
          expect(left).toEqual([]);
          expect(bot.errors()).toBe('');
        }
        await compare(bot, models.keys(), 'at the end');
        expectEveryDigestOnce(bot);
        // A command of the test that reaches a process which is still starting is asked again.
        const wrong = bot.discord.violations.filter(({ kind }) => kind !== 'no-reply');
        expect(wrong).toEqual([]);
        const seconds = (milliseconds: number) => Math.round(milliseconds / 1000);
        process.stdout.write(
          `all back and settled within ${seconds(measured.back)} s, other work taken over within ${seconds(measured.takenOver)} s\n`,
        );
      },
      longTests ? 4 * 3_600_000 : 600_000,
    );
  },
);

async function setUpDigests({ labs, store }: ShardedBot, start: Date): Promise<void> {
  for (const [at, { id, channel }] of labs.entries()) {
    const [zone] = zones[at % zones.length] ?? ['UTC'];
    await store.schedules.keepSchedule(
      scheduleOf({ destination: channel, server: id, zone, setUpAt: start, activeSince: start }),
    );
  }
}

/** To the round's hour, if digests come in it; a day begins with the page of the day before. */
async function moveOn(bot: ShardedBot, day: Day, round: number): Promise<readonly Lab[]> {
  const at = round % roundsOfDay;
  if (at === 0) {
    const titles = Array.from({ length: papersOfDay }, (_, n) => `Reward ${n} on ${day}`);
    await bot.store.corpus.importPage(pageOf(titles, { date: addDays(day, -1) }));
  }
  const [, hour] = zones[at] ?? [];
  bot.setTime(
    new Date(
      hour === undefined
        ? bot.discord.clock.now() + 10 * 60_000
        : Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000,
    ),
  );
  return hour === undefined ? [] : bot.labs.filter((_, lab) => lab % zones.length === at);
}

/** What people did, in order, and which shards died after how much of it. */
interface Happenings {
  readonly of: readonly {
    readonly key: SavedKey;
    readonly event: SaveEvent;
    readonly shard: number;
  }[];
  readonly killedAfter: ReadonlyMap<number, number>;
}

/** People react, and processes are killed somewhere in between, or while digests go out. */
async function killAmongst(bot: ShardedBot, day: Day, due: readonly Lab[]): Promise<Happenings> {
  const of: Happenings['of'][number][] = [];
  const killedAfter = new Map<number, number>();
  const postedFirst = Math.floor(random() * due.length);
  const victims = Array.from({ length: size.processes }, (_, at) => ({ at, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .slice(0, size.kills);
  const reactUntil = (end: number) => {
    while (of.length < end && shown.length > 0) {
      of.push(...react(bot));
    }
  };
  reactUntil(random() * size.reactions);
  await bot.discord.until(() => noteDigests(bot, day, due) >= postedFirst, {
    timeoutMs: 240_000,
    what: `${postedFirst} digests`,
  });
  for (const victim of victims) {
    reactUntil(of.length + random() * (size.reactions - of.length));
    await wait(random() * 30);
    for (const shard of bot.kill(victim.at)) {
      killedAfter.set(shard, of.length);
    }
  }
  noteDigests(bot, day, due);
  reactUntil(size.reactions);
  // Some are looked for by what Discord still knows of their post, others in their channels.
  const minutes = Math.floor(random() * 4);
  bot.setTime(new Date(bot.discord.clock.now() + minutes * 60_000));
  return { of, killedAfter };
}

/** Adds what was posted since. @returns how many of these digests there are. */
function noteDigests({ discord }: ShardedBot, day: Day, due: readonly Lab[]): number {
  let posted = 0;
  for (const lab of due) {
    const claim = claimIdOf(lab.channel, day, 0);
    for (const message of discord.messages(lab.channel)) {
      const papers = papersOfMessage(readSentMessage(message), claim);
      posted += papers ? 1 : 0;
      if (papers && !shown.some((each) => each.message.id === message.id)) {
        shown.push({ message, lab, papers: papers.map(({ id }) => id) });
      }
    }
  }
  return posted;
}

/** Somebody puts a reaction on a digest of late, or takes it off, or a moderator takes off all. */
function react({ discord }: ShardedBot): Happenings['of'] {
  const { message, lab, papers } = pick(shown.slice(-3 * size.servers));
  const at = Math.floor(random() * Math.min(papers.length, emojis.length));
  const [paper, emoji] = [papers[at] as PaperId, emojis[at] as string];
  const reaction = `${message.id} ${emoji}`;
  const of = (person: string, event: SaveEvent) => ({
    key: { server: lab.id, person, paper },
    event,
    shard: lab.shard,
  });
  if (random() < 0.03) {
    discord.person('ada').clearReactions(message, emoji);
    return people.map((person) => of(person, { is: 'cleared', reaction }));
  }
  const person = pick(people);
  const burst = random() < 0.2;
  const kind = burst ? 'super' : 'normal';
  const isThere = discord.reactors(message, emoji, burst).includes(person);
  discord.person(person)[isThere ? 'unreact' : 'react'](message, emoji, { burst });
  return [of(person, { is: isThere ? 'taken-off' : 'put-on', reaction, kind })];
}

/** What was put off is looked at again in the next minute. */
async function untilPosted(bot: ShardedBot, day: Day, due: readonly Lab[]): Promise<void> {
  for (let looks = 1; ; looks += 1) {
    const open = await bot.store.digestLedger.openClaims();
    if (open.length === 0 && noteDigests(bot, day, due) >= due.length) {
      return;
    }
    await wait(100);
    if (looks % 200 === 0) {
      bot.setTime(new Date(bot.discord.clock.now() + 60_000));
    }
  }
}

/** One process imports the folder for all: another one does it soon after that one was killed. */
async function untilImported({ store }: ShardedBot, title: string): Promise<void> {
  while ((await store.corpus.papers([paperIdOf(title)])).length === 0) {
    await wait(100);
  }
}

function takeIn(bot: ShardedBot, { of, killedAfter }: Happenings): void {
  models.heard(of.filter(({ shard }) => !killedAfter.has(shard)));
  const ofKilled = of.flatMap(({ shard, ...happening }, at) => {
    const after = killedAfter.get(shard);
    return after === undefined ? [] : { ...happening, mayBeHeard: at < after };
  });
  models.readBack(ofKilled, (key) => standingOf(bot, key));
}

function standingOf({ discord }: ShardedBot, { server, person, paper }: SavedKey) {
  return shown
    .filter(({ lab, papers }) => lab.id === server && papers.includes(paper))
    .flatMap(({ message, papers }) => {
      const emoji = emojis[papers.indexOf(paper)] ?? '';
      return (['normal', 'super'] as const)
        .filter((kind) => discord.reactors(message, emoji, kind === 'super').includes(person))
        .map((kind) => [`${message.id} ${emoji}`, kind] as const);
    });
}

async function compare(
  { store, discord }: ShardedBot,
  keys: readonly SavedKey[],
  when: string,
): Promise<void> {
  const saved = new Set<string>();
  for (const server of new Set(keys.map((key) => key.server))) {
    for (const { person, paper } of await store.library.saves.list({ library: server })) {
      saved.add(`${server} ${person} ${paper}`);
    }
  }
  for (const key of keys) {
    const { id } = discord.person(key.person);
    const isSaved = saved.has(`${key.server} ${id} ${key.paper}`);
    const where = `${when}: ${key.paper} of ${key.person} in ${key.server}, saved: ${isSaved}`;
    expect(models.compare(key, isSaved), where).toBe(true);
  }
}

/** A removed save is not brought back by the reaction that is still there. */
async function removeByHand({ discord, labs, store }: ShardedBot): Promise<void> {
  for (let times = 0; times < 3; times += 1) {
    const key = pick(models.keys());
    const lab = labs.find(({ id }) => id === key.server);
    const person = discord.person(key.person);
    const save = { library: key.server, person: person.id, paper: key.paper };
    const [paper] = await store.corpus.papers([key.paper]);
    const standing = await store.library.saves.list({ library: key.server, person: person.id });
    if (lab && paper && standing.some((each) => each.paper === save.paper)) {
      await person.runCommand(lab.channel, 'saved remove', { paper: paper.title }).message();
      models.heard([{ key, event: { is: 'removed' } }]);
    }
  }
}

function expectEveryDigestOnce({ discord, labs }: ShardedBot): void {
  const days = Math.ceil(size.rounds / roundsOfDay);
  for (const [at, lab] of labs.entries()) {
    const messages = discord.messages(lab.channel).filter(({ flags = 0 }) => (flags & 64) === 0);
    const [zone] = zones[at % zones.length] ?? ['UTC'];
    const claims = Array.from({ length: days }, (_, n) => {
      const day = addDays(firstDay, n);
      const claim = claimIdOf(lab.channel, day, 0);
      const posts = messages.filter((each) => papersOfMessage(readSentMessage(each), claim));
      expect(posts, `${lab.channel} on ${day}`).toHaveLength(1);
      const posted = new Date(posts[0]?.timestamp ?? 0);
      expect(posted.toLocaleDateString('sv', { timeZone: zone }), lab.channel).toBe(day);
      return posts[0]?.id;
    });
    expect(messages.map(({ id }) => id)).toEqual(claims);
  }
}

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}
