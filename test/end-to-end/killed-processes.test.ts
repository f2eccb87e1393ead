import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { paperIdOf } from '../../src/corpus/paper-id.ts';
import { createRandom } from '../../src/search/random.ts';
import { openPostgres } from '../../src/store/postgres/database/postgres.ts';
import { longTests } from '../long-tests.ts';
import { createTestSchema, hasServer } from '../store/engines.ts';
import { openShardedBot, type ShardedBot } from './processes/open-sharded-bot.ts';
import {
  createRandomReactions,
  type OnShard,
  type RandomReactions,
  type Round,
} from './processes/random-reactions.ts';
import {
  createRoundDigests,
  type Due,
  eveningBefore,
  type RoundDigests,
} from './processes/round-digests.ts';

/** LONG_TESTS=true: as many as a team of teams has. */
const size = longTests
  ? { processes: 4, shards: 16, servers: 400, rounds: 34, kills: 3, reactions: 600 }
  : { processes: 2, shards: 4, servers: 12, rounds: 4, kills: 1, reactions: 60 };
const roundsOfDay = longTests ? 5 : 4;
const random = createRandom(20261129);

describe.skipIf(!hasServer || !longTests)(
  'several processes on a PostgreSQL server, with LONG_TESTS',
  () => {
    it(
      `${size.rounds * size.kills} kills and ${size.rounds * size.reactions} reactions leave every digest once and on its day, and saved what the rules say`,
      async () => {
        const database = await createTestSchema();
        const bot = await openShardedBot(database, eveningBefore, size);
        const sql = await openPostgres(database);
        onTestFinished(() => sql.close());
        const digests = createRoundDigests(bot, roundsOfDay);
        const reactions = createRandomReactions(bot, digests.shown, random);
        await digests.setUp();
        const slowest = { back: 0, takenOver: 0 };
        for (let number = 0; number < size.rounds; number += 1) {
          const due = await digests.begin(number);
          const round = await killAmongst(bot, { digests, reactions, due });
          const times = await untilBack(bot, digests, due, number);
          slowest.back = Math.max(slowest.back, times.back);
          slowest.takenOver = Math.max(slowest.takenOver, times.takenOver);
          reactions.takeIn(round);
          await reactions.compare(
            `round ${number}`,
            round.happenings.map(({ key }) => key),
          );
          await reactions.removeByHand();
          const left = await sql.query('SELECT id FROM servers WHERE left_at IS NOT NULL');
          expect(left).toEqual([]);
          expect(bot.errors()).toBe('');
        }
        await reactions.compare('at the end');
        digests.expectEachOnce(size.rounds);
        // A command of the test that reaches a process which is still starting is asked again.
        const wrong = bot.discord.violations.filter(({ kind }) => kind !== 'no-reply');
        expect(wrong).toEqual([]);
        process.stdout.write(
          `all back and settled within ${slowest.back} s, other work taken over within ${slowest.takenOver} s\n`,
        );
      },
      longTests ? 4 * 3_600_000 : 600_000,
    );
  },
);

/** People react, and processes are killed somewhere in between, or while digests go out. */
async function killAmongst(
  bot: ShardedBot,
  of: { readonly digests: RoundDigests; readonly reactions: RandomReactions; readonly due: Due },
): Promise<Round> {
  const { digests, reactions, due } = of;
  const happenings: OnShard[] = [];
  const killedAfter = new Map<number, number>();
  const postedFirst = Math.floor(random() * due.labs.length);
  const victims = Array.from({ length: size.processes }, (_, at) => ({ at, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .slice(0, size.kills);
  const reactUntil = (end: number) => {
    while (happenings.length < end && digests.shown.length > 0) {
      happenings.push(...reactions.react());
    }
  };
  reactUntil(random() * size.reactions);
  await bot.discord.until(() => digests.note(due) >= postedFirst, {
    timeoutMs: 240_000,
    what: `${postedFirst} digests`,
  });
  for (const victim of victims) {
    reactUntil(happenings.length + random() * (size.reactions - happenings.length));
    await wait(random() * 30);
    for (const shard of bot.kill(victim.at)) {
      killedAfter.set(shard, happenings.length);
    }
  }
  digests.note(due);
  reactUntil(size.reactions);
  // Some are looked for by what Discord still knows of their post, others in their channels.
  const minutes = Math.floor(random() * 4);
  bot.setTime(new Date(bot.discord.clock.now() + minutes * 60_000));
  return { happenings, killedAfter };
}

/**
 * Resolves when all processes are back and the digests posted, and a file that comes now is imported: one
 * process does that for all, and another one soon after that one was killed.
 * @returns how long each took, in seconds.
 */
async function untilBack(
  bot: ShardedBot,
  digests: RoundDigests,
  due: Due,
  round: number,
): Promise<{ readonly back: number; readonly takenOver: number }> {
  const killedAt = performance.now();
  const seconds = () => Math.round((performance.now() - killedAt) / 1000);
  const title = `What process ${round} left behind`;
  await writeFile(join(bot.pages, `${round}.jsonl`), JSON.stringify({ title }));
  const untilImported = async () => {
    while ((await bot.store.corpus.papers([paperIdOf(title)])).length === 0) {
      await wait(100);
    }
  };
  const [takenOver, back] = await Promise.all([
    untilImported().then(seconds),
    digests
      .untilPosted(due)
      .then(() => bot.settled())
      .then(seconds),
  ]);
  return { back, takenOver };
}
