import { setTimeout as wait } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import { expect } from 'vitest';
import { addDays } from '../../../src/corpus/days.ts';
import type { Day, PaperId } from '../../../src/corpus/paper.ts';
import { papersOfMessage } from '../../../src/digest/compose/digest-actions.ts';
import { claimIdOf } from '../../../src/digest/post/claim-id.ts';
import { readSentMessage } from '../../../src/discord/posting/read-sent-message.ts';
import { scheduleOf } from '../../digest/schedule-of.ts';
import { pageOf } from '../../store/open-test-store.ts';
import type { Lab, ShardedBot } from './open-sharded-bot.ts';

/** Nine in the morning at these places, as UTC: a local day and its date in UTC are the same then. */
const zones = [
  ['Asia/Tokyo', 0],
  ['Asia/Kolkata', 3.5],
  ['Europe/Berlin', 8],
  ['America/New_York', 14],
] as const;

const firstDay: Day = '2026-01-15';
const papersOfDay = 6;

/** The evening before the first round. */
export const eveningBefore = new Date(`${addDays(firstDay, -1)}T20:00:00Z`);

/** A digest as people see it. */
export interface Shown {
  readonly message: APIMessage;
  readonly lab: Lab;
  readonly papers: readonly PaperId[];
}

/** The digests that are due in one round, of one day, in a fourth of the servers. */
export interface Due {
  readonly day: Day;
  readonly labs: readonly Lab[];
}

/** Digests of all servers, in rounds: each of the first four of a day is nine o'clock at one place. */
export interface RoundDigests {
  /** What was posted so far, as far as it was noted. */
  readonly shown: readonly Shown[];
  setUp(): Promise<void>;
  /** Moves the time to a round; a day begins with the page of the day before. */
  begin(round: number): Promise<Due>;
  /** Takes in what was posted since. @returns how many of these digests there are. */
  note(due: Due): number;
  /** Resolves when all of these are there; what was put off is looked at again in the next minute. */
  untilPosted(due: Due): Promise<void>;
  /** @throws {Error} where a server has not one digest for each day, on its day. */
  expectEachOnce(rounds: number): void;
}

export function createRoundDigests(bot: ShardedBot, roundsOfDay: number): RoundDigests {
  const { discord, labs, store } = bot;
  const shown: Shown[] = [];
  const zoneOf = (lab: number) => (zones[lab % zones.length] ?? ['UTC'])[0];

  function papersIn(message: APIMessage, lab: Lab, day: Day) {
    return papersOfMessage(readSentMessage(message), claimIdOf(lab.channel, day, 0));
  }

  function note({ day, labs: due }: Due): number {
    let posted = 0;
    for (const lab of due) {
      for (const message of discord.messages(lab.channel)) {
        const papers = papersIn(message, lab, day);
        posted += papers ? 1 : 0;
        if (papers && !shown.some((each) => each.message.id === message.id)) {
          shown.push({ message, lab, papers: papers.map(({ id }) => id) });
        }
      }
    }
    return posted;
  }

  return {
    shown,
    note,

    async setUp() {
      for (const [at, { id, channel }] of labs.entries()) {
        await store.schedules.keepSchedule(
          scheduleOf({
            destination: channel,
            server: id,
            zone: zoneOf(at),
            setUpAt: eveningBefore,
            activeSince: eveningBefore,
          }),
        );
      }
    },

    async begin(round) {
      const day = addDays(firstDay, Math.floor(round / roundsOfDay));
      const place = round % roundsOfDay;
      if (place === 0) {
        const titles = Array.from({ length: papersOfDay }, (_, n) => `Reward ${n} on ${day}`);
        await store.corpus.importPage(pageOf(titles, { date: addDays(day, -1) }));
      }
      const [, hour] = zones[place] ?? [];
      bot.setTime(
        new Date(
          hour === undefined
            ? discord.clock.now() + 10 * 60_000
            : Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000,
        ),
      );
      return { day, labs: labs.filter((_, at) => at % zones.length === place) };
    },

    async untilPosted(due) {
      for (let looks = 1; ; looks += 1) {
        const open = await store.digestLedger.openClaims();
        if (open.length === 0 && note(due) >= due.labs.length) {
          return;
        }
        await wait(100);
        if (looks % 200 === 0) {
          bot.setTime(new Date(discord.clock.now() + 60_000));
        }
      }
    },

    expectEachOnce(rounds) {
      const days = Array.from({ length: Math.ceil(rounds / roundsOfDay) }, (_, n) =>
        addDays(firstDay, n),
      );
      for (const [at, lab] of labs.entries()) {
        const messages = discord
          .messages(lab.channel)
          .filter(({ flags = 0 }) => (flags & 64) === 0);
        const ofDays = days.map((day) => {
          const posts = messages.filter((each) => papersIn(each, lab, day));
          expect(posts, `${lab.channel} on ${day}`).toHaveLength(1);
          const posted = new Date(posts[0]?.timestamp ?? 0);
          expect(posted.toLocaleDateString('sv', { timeZone: zoneOf(at) }), lab.channel).toBe(day);
          return posts[0]?.id;
        });
        expect(messages.map(({ id }) => id)).toEqual(ofDays);
      }
    },
  };
}
