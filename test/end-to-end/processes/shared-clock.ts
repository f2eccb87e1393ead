import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Clock } from '../../../src/corpus/clock.ts';

/** A moment in a file, which processes read and the test moves. */
export interface SharedClock extends Clock {
  set(moment: Date): void;
  close(): void;
}

/** @param flags - `w+` for the test, which makes the file; `r` for a process. */
export function openSharedClock(file: string, flags: 'w+' | 'r'): SharedClock {
  const descriptor = openSync(file, flags);
  const buffer = Buffer.alloc(8);
  return {
    now() {
      readSync(descriptor, buffer, 0, 8, 0);
      return new Date(buffer.readDoubleBE());
    },
    set(moment) {
      buffer.writeDoubleBE(moment.getTime());
      writeSync(descriptor, buffer, 0, 8, 0);
    },
    close: () => closeSync(descriptor),
  };
}
