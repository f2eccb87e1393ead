import { type LocalClock, systemClock } from '../../local-discord/clock.ts';

/** The time of a world: the machine's, or one that was moved and runs on from there. */
export interface WorldClock extends LocalClock {
  /** Milliseconds by which it is ahead of the machine's, or behind it where negative. */
  readonly ahead: number;
  /** Whether it was ever moved. */
  readonly isMoved: boolean;
  /** Moves to a moment (milliseconds since 1970), never back. */
  moveTo(moment: number): void;
}

/** @param from - the moment it starts at, where that is not the machine's own time. */
export function createWorldClock(from?: number): WorldClock {
  let ahead = from === undefined ? 0 : from - systemClock.now();
  let isMoved = from !== undefined;
  const now = () => systemClock.now() + ahead;
  return {
    now,
    after: (ms, run) => systemClock.after(ms, run),
    get ahead() {
      return ahead;
    },
    get isMoved() {
      return isMoved;
    },
    moveTo(moment) {
      ahead += Math.max(0, moment - now());
      isMoved = true;
    },
  };
}
