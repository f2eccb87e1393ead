import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { StoreError } from '../../../src/store/store-error.ts';

// FILE: opens it as a bot does, says so, and stays until it is killed; a refusal is said instead.
const [file = ''] = process.argv.slice(2);
try {
  await openStore({ database: file, role: 'bot', paperIdOf, clock: { now: () => new Date() } });
  await collectGarbage();
  writeSync(1, 'open\n');
  setInterval(() => {}, 60_000);
} catch (error) {
  if (!(error instanceof StoreError)) {
    throw error;
  }
  writeSync(1, `${error.message}\n`);
}

/** Whoever keeps no reference to what it opened is a bot all the same. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let times = 0; times < 3; times += 1) {
    collect();
    await setImmediate();
  }
}
