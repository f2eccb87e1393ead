import { parentPort, workerData } from 'node:worker_threads';
import { openSqlite } from '../../../../src/store/sqlite/database/open-sqlite.ts';

// Writes to a database for half a second, as an import does. Whoever waits for it blocks its thread
// meanwhile, so that it cannot be told when to end.
const database = openSqlite(workerData as string);
database.exec('BEGIN IMMEDIATE');
parentPort?.postMessage('writing');
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
database.exec('COMMIT');
database.close();
