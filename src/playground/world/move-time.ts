import type { WorldClock } from './world-clock.ts';

/** What a bot does by itself as time goes on, so that time can be moved under it. */
export interface TimedBot {
  /** Does everything that is due by now. */
  catchUp(): Promise<void>;
  /** When its next digest is due. */
  nextDigest(): Promise<Date | undefined>;
  /** When the next page of a replay comes. */
  nextPage(): Date | undefined;
}

/** How far the world's clock is moved: to the next page and the digest after it, or on by so much. */
export type Move = 'page' | 'hour' | 'day';

const minute = 60_000;
const lengths = { hour: 60 * minute, day: 24 * 60 * minute };

/**
 * Moves the clock, and stops at each moment at which the bot has something to do, so that it does
 * the same as if it had waited.
 */
export async function moveTime(clock: WorldClock, bot: TimedBot, move: Move): Promise<void> {
  if (move !== 'page') {
    return moveTo(clock, bot, clock.now() + lengths[move]);
  }
  const page = bot.nextPage()?.getTime();
  if (page !== undefined) {
    await moveTo(clock, bot, page);
    await moveTo(clock, bot, (await bot.nextDigest())?.getTime() ?? page);
  }
}

async function moveTo(clock: WorldClock, bot: TimedBot, target: number): Promise<void> {
  while (clock.now() < target) {
    const stops = [await bot.nextDigest(), bot.nextPage()].flatMap((due) => due?.getTime() ?? []);
    // What is late already does not hold the clock.
    clock.moveTo(Math.min(target, Math.max(clock.now() + minute, Math.min(...stops))));
    await bot.catchUp();
  }
}
