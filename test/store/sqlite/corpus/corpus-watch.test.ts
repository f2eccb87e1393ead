import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeTestFolder } from '../../make-test-folder.ts';
import { openTestStore, pageOf } from '../../open-test-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function openTwice() {
  const file = join(makeTestFolder(), 'offprint.sqlite');
  return {
    bot: await openTestStore({ file, role: 'bot' }),
    command: await openTestStore({ file }),
  };
}

it('tells a change by another connection within a second, many at once', async () => {
  const { bot, command } = await openTwice();
  const listener = vi.fn();
  bot.onCorpusChange(listener);
  await command.corpus.importPage(pageOf(['A']));
  await command.corpus.importPage(pageOf(['B']));
  vi.advanceTimersByTime(1000);
  expect(listener.mock.calls).toEqual([[2]]);
  vi.advanceTimersByTime(10_000);
  expect(listener).toHaveBeenCalledTimes(1);
});

it('tells a change by this connection too', async () => {
  const { bot } = await openTwice();
  const listener = vi.fn();
  bot.onCorpusChange(listener);
  await bot.corpus.importPage(pageOf(['A']));
  vi.advanceTimersByTime(1000);
  expect(listener.mock.calls).toEqual([[1]]);
});

it('says nothing of writes that leave the corpus as it was', async () => {
  const { bot, command } = await openTwice();
  await command.corpus.importPage(pageOf(['A']));
  const listener = vi.fn();
  bot.onCorpusChange(listener);
  await command.corpus.importPage(pageOf(['A']));
  await command.views.keepView({ query: 'x' });
  await command.corpus.noteImport('2026-11-21T12:00:00.000Z');
  vi.advanceTimersByTime(10_000);
  expect(listener).not.toHaveBeenCalled();
});

it('stops when nobody listens', async () => {
  const { bot, command } = await openTwice();
  const listener = vi.fn();
  const stop = bot.onCorpusChange(listener);
  stop();
  await command.corpus.importPage(pageOf(['A']));
  vi.advanceTimersByTime(10_000);
  expect(listener).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
