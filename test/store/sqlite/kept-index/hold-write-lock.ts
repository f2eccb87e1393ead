import { parentPort, workerData } from 'node:worker_threads';
import { openSqlite } from '../../../../src/store/sqlite/database/open-sqlite.ts';

// Holds the write lock of a database for half a second, as an import does. It ends by itself: the thread
// that waits for the lock is blocked, and cannot send a message.
const database = openSqlite(workerData as string);
database.exec('BEGIN IMMEDIATE');
parentPort?.postMessage('writing');
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
database.exec('COMMIT');
database.close();
