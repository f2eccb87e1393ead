import { writeSync } from 'node:fs';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { openStore } from '../../../src/store/open-store.ts';

// FILE FIRST COUNT [DIE_AT]: imports COUNT pages of 200 papers from page FIRST on, and says each one
// that is kept. At the DIE_AT-th paper, in the middle of a page's transaction, the process is killed.
const [file = '', first = '0', count = '1', dieAt = '-1'] = process.argv.slice(2);
let read = 0;

const store = await openStore({
  database: file,
  role: 'command',
  clock: { now: () => new Date() },
  paperIdOf(title) {
    if (read++ === Number(dieAt)) {
      process.kill(process.pid, 'SIGKILL');
    }
    return paperIdOf(title);
  },
});
for (let page = Number(first); page < Number(first) + Number(count); page++) {
  await store.corpus.importPage({
    name: `page ${page}`,
    signature: `page ${page}`,
    dateIs: 'inferred',
    entries: Array.from({ length: 200 }, (_, entry) => ({
      title: `Paper ${(page * 150 + entry) % 5000}`,
      abstract: `Abstract of it on page ${page}.`,
    })),
  });
  writeSync(1, `${page}\n`);
}
await store.close();
