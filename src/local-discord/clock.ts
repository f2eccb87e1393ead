/** The local Discord's time: what dates snowflakes and decides when three seconds are over. */
export interface LocalClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` once `ms` milliseconds have passed; the function returned calls it off. */
  after(ms: number, run: () => void): () => void;
}

/** The machine's own time. */
export const systemClock: LocalClock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** A clock that does not move until a test moves it. */
export interface ManualClock extends LocalClock {
  /** Moves on by `ms`, running what falls due on the way in the order of its time. */
  advance(ms: number): void;
  /** Jumps to a moment (milliseconds since 1970); backwards, nothing falls due. */
  set(now: number): void;
}

/** A clock for tests, starting at `start` (milliseconds since 1970; the present by default). */
export function createManualClock(start: number = Date.now()): ManualClock {
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  function runUntil(end: number): void {
    for (;;) {
      const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) {
        break;
      }
      timers = timers.filter((timer) => timer !== next);
      now = Math.max(now, next.at);
      next.run();
    }
    now = end;
  }
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (ms) => runUntil(now + ms),
    set: runUntil,
  };
}
