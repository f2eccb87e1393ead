import { keepWorld } from '../../local-discord/world/keep-world.ts';
import type { World } from '../../local-discord/world/world.ts';
import { createWorldClock, type WorldClock } from './world-clock.ts';
import { type KeptWorld, readWorldFile, writeWorldFile } from './world-file.ts';

/** The world of a playground before it is opened: its clock, and what is kept of it. */
export interface PlaygroundWorld {
  readonly clock: WorldClock;
  readonly isReplay: boolean;
  /** Whether anybody ever wrote or ran anything in it. */
  readonly isUsed: () => boolean;
  readonly kept: Uint8Array | undefined;
  /** Writes the world to its file now and after every change. @returns how to stop, after a last time. */
  keep(world: World): () => void;
}

/** Where a world is kept, and how it begins. */
export interface WorldOptions {
  /** Absent where the world ends with the program. */
  readonly file?: string;
  /** For a new world: the moment at which a replay starts. */
  readonly replayFrom?: Date | undefined;
  /** Told when the file cannot be written. */
  readonly onError?: (error: unknown) => void;
}

/** Milliseconds for which changes are gathered before the file is written. */
const gatherMs = 250;

/**
 * A world as it was kept, or a new one.
 * @throws {Error} with a sentence where its file cannot be read.
 */
export function openWorld({
  file,
  replayFrom,
  onError = () => undefined,
}: WorldOptions = {}): PlaygroundWorld {
  const kept = file === undefined ? undefined : readWorldFile(file);
  const isReplay = kept?.isReplay ?? replayFrom !== undefined;
  const clock = createWorldClock(kept === undefined ? replayFrom?.getTime() : kept.now);
  let isUsed = kept?.isUsed ?? false;
  return {
    clock,
    isReplay,
    isUsed: () => isUsed,
    kept: kept?.world,
    keep(world) {
      const write = () => {
        const now: KeptWorld = {
          isReplay,
          isUsed,
          ...(clock.isMoved && { now: clock.now() }),
          world: keepWorld(world),
        };
        if (file !== undefined) {
          writeWorldFile(file, now);
        }
      };
      let pending: NodeJS.Timeout | undefined;
      write();
      const stopListening = world.onChange(() => {
        isUsed ||= [...world.channels.values()].some(({ messages }) => messages.size > 0);
        pending ??= setTimeout(() => {
          pending = undefined;
          try {
            write();
          } catch (error) {
            onError(error);
          }
        }, gatherMs);
      });
      return () => {
        stopListening();
        clearTimeout(pending);
        write();
      };
    },
  };
}
