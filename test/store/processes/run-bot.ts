import { writeSync } from 'node:fs';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { StoreError } from '../../../src/store/store-error.ts';

// FILE: opens it as a bot does, says so, and stays until it is killed; a refusal is said instead.
const [file = ''] = process.argv.slice(2);
try {
  openStore({ file, role: 'bot', paperIdOf, clock: { now: () => new Date() } });
  writeSync(1, 'open\n');
  setInterval(() => {}, 60_000);
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  writeSync(1, `${error.message}\n`);
}
