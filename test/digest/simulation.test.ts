import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/corpus/days.ts';
import type { PaperId } from '../../src/corpus/paper.ts';
import { papersOfMessage } from '../../src/digest/compose/digest-actions.ts';
import { claimIdOf } from '../../src/digest/post/claim-id.ts';
import type { Schedule } from '../../src/digest/schedule/schedule.ts';
import { longTests } from '../long-tests.ts';
import { createOracle } from './oracle.ts';
import { daysSimulated, type Simulation, simulate, wallClockOf } from './simulate.ts';

const seeds = longTests ? [1, 2] : [1];
const firstDay = '2026-09-21';

/** The moments at which a channel's digest should come, by its local days. */
function hoursOf(schedule: Schedule): { day: string; at: Date }[] {
  const hours: { day: string; at: Date }[] = [];
  // The last local day has begun only east of Greenwich.
  for (let n = 0; n <= daysSimulated; n += 1) {
    const day = addDays(firstDay, n);
    const weekday = new Date(day).getUTCDay() || 7;
    if (!schedule.days.some((each) => each === weekday)) {
      continue;
    }
    const at = firstMinuteOf(day, schedule);
    if (at && at >= schedule.activeSince) {
      hours.push({ day, at });
    }
  }
  return hours;
}

/** The first minute of a local day at which its clocks show the hour or later, found by looking. */
function firstMinuteOf(day: string, { minute, zone }: Schedule): Date | undefined {
  const guess = Date.parse(day) + minute * 60_000;
  for (let at = guess - 15 * 3_600_000; at <= guess + 15 * 3_600_000; at += 60_000) {
    const wall = wallClockOf(new Date(at), zone);
    if (wall.day === day && wall.minute >= minute) {
      return new Date(at);
    }
    // Nothing of interest for a while: look at each half hour until it is near.
    const near = wall.day === day && minute - wall.minute <= 60;
    if (!near && at % 1_800_000 === 0) {
      at += 29 * 60_000;
    }
  }
  return undefined;
}

function postsOf({ rig }: Simulation, { destination }: Schedule) {
  return rig.channels.posted.filter((message) => message.destination === destination);
}

describe.each(seeds)(
  `${daysSimulated} days of thirty channels in twelve zones (seed %i)`,
  (seed) => {
    it('post exactly what the rules say on exactly the days that have something', async () => {
      const simulation = await simulate({ seed });
      const { rig, schedules } = simulation;
      expect(rig.warnings).toEqual([]);
      expect(rig.channels.posted.length).toBeGreaterThan(5 * daysSimulated);
      const end = rig.clock.at;
      for (const schedule of schedules) {
        const oracle = createOracle(simulation, schedule);
        const left = new Set(postsOf(simulation, schedule));
        for (const { day, at } of hoursOf(schedule).filter((each) => each.at <= end)) {
          const where = `${schedule.destination} in ${schedule.zone} on ${day}`;
          const allowed = oracle.allowed(day, at);
          const something = Object.values(allowed).some((papers) => papers.size > 0);
          const nonce = claimIdOf(schedule.destination, day, 0);
          const posts = [...left].filter((message) => message.nonce === nonce);
          expect(posts, where).toHaveLength(something ? 1 : 0);
          const [post] = posts;
          if (!post) {
            continue;
          }
          left.delete(post);
          expect(post.sentAt, where).toEqual(at);
          const papers = papersOfMessage(post, nonce) ?? [];
          expect(papers.length, where).toBeGreaterThan(0);
          expect(papers.length, where).toBeLessThanOrEqual(schedule.size);
          expect(papers.filter(({ part }) => part === 'trending').length).toBeLessThanOrEqual(3);
          for (const { id, part } of papers) {
            expect(allowed[part].has(id), `${id} as ${part} ${where}`).toBe(true);
            if (part !== 'trending') {
              expect(oracle.wasShown(id), where).toBe(false);
            }
          }
          expectFewOfOneTopic(simulation, schedule, papers);
          oracle.saw(post, day);
        }
        expect(left.size, `posts beside the schedule of ${schedule.destination}`).toBe(0);
      }
      const entries = await rig.store.digestLedger.openClaims();
      expect(entries).toEqual([]);
    }, 120_000);
  },
);

function expectFewOfOneTopic(
  { topicOf }: Simulation,
  { interests }: Schedule,
  papers: readonly { id: PaperId }[],
): void {
  const named = interests.topics.length;
  if (named > 0 && named <= 3) {
    return;
  }
  const counts = new Map<string, number>();
  for (const { id } of papers) {
    const topic = topicOf.get(id) ?? '';
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(3);
}

describe.each([3])(
  `${daysSimulated} days with outages, lost answers and a bot that sleeps (seed %i)`,
  (seed) => {
    it('post at most once a day, show no paper twice as new, and leave a full ledger', async () => {
      let awakeAt = 0;
      const simulation = await simulate({
        seed,
        meanwhile({ clock, channels }, random) {
          if (random() < 0.0005) {
            awakeAt = clock.at.getTime() + random() * 40 * 3_600_000;
          }
          channels.fault = () => {
            const chance = random();
            return chance < 0.1 ? 'lost-before' : chance < 0.2 ? 'lost-after' : undefined;
          };
          return clock.at.getTime() >= awakeAt;
        },
      });
      const { rig, schedules } = simulation;
      for (const schedule of schedules) {
        const posts = postsOf(simulation, schedule);
        const nonces = posts.map(({ nonce }) => nonce);
        expect(new Set(nonces).size).toBe(nonces.length);
        const fresh = posts.flatMap((post) =>
          (papersOfMessage(post, post.nonce) ?? []).filter(({ part }) => part === 'new'),
        );
        expect(new Set(fresh.map(({ id }) => id)).size).toBe(fresh.length);
        const entries = await rig.store.digestLedger.entries(schedule.destination, 1000);
        const recorded = entries.filter(({ outcome }) => outcome === 'posted');
        const open = entries.filter(({ outcome }) => outcome === undefined);
        expect(recorded.length + open.length).toBeGreaterThanOrEqual(posts.length);
        for (const { id, messageId } of recorded) {
          expect(posts.find(({ nonce }) => nonce === id)?.id).toBe(messageId);
        }
      }
    }, 120_000);
  },
);
