import { expect, it, vi } from 'vitest';
import { openSqlite } from '../../../../src/store/sqlite/database/open-sqlite.ts';

const failure = vi.hoisted(() => ({ error: new Error('none') }));

vi.mock('node:module', () => ({
  createRequire: () => () => {
    throw failure.error;
  },
}));

it.each([
  Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' }),
  Object.assign(new Error('was compiled against a different Node.js version'), {
    code: 'ERR_DLOPEN_FAILED',
  }),
  new Error('Could not locate the bindings file. Tried: …'),
])('says what to do where the driver does not fit this Node (%s)', (error) => {
  failure.error = error;
  expect(() => openSqlite(':memory:')).toThrow(
    `The SQLite driver is not installed for Node ${process.versions.node}. Run npm ci with this Node.`,
  );
});

it('leaves other errors as they are', () => {
  failure.error = new Error('disk I/O error');
  expect(() => openSqlite(':memory:')).toThrow(failure.error);
});
