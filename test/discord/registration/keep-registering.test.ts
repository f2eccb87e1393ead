import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RefusedError } from '../../../src/discord/connection/refused-error.ts';
import { keepRegistering } from '../../../src/discord/registration/keep-registering.ts';
import { type Logged, recordingLog } from '../../end-to-end/open-test-bot.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const registration = { changed: true, ids: new Map([['search', '1']]) };

it('goes on after a failure, and tries again until Discord takes the commands', async () => {
  const logged: Logged[] = [];
  let tries = 0;
  const { begun, close } = keepRegistering(async () => {
    tries += 1;
    if (tries < 4) {
      throw new Error('503: Server Error');
    }
    return registration;
  }, recordingLog(logged));
  await begun;
  expect(tries).toBe(1);
  await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000);
  expect(tries).toBe(4);
  expect(logged.map(({ event }) => event)).toEqual([
    ...Array.from({ length: 3 }, () => 'commands not registered yet'),
    'commands registered',
  ]);
  close();
});

it('ends where trying again would not help', async () => {
  const refusal = new RefusedError('The bot is not in that server.');
  const tries = vi.fn(() => Promise.reject(refusal));
  const { begun } = keepRegistering(tries, recordingLog([]));
  await expect(begun).rejects.toBe(refusal);
  await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000);
  expect(tries).toHaveBeenCalledTimes(1);
});

it('tries no more once it is closed', async () => {
  const tries = vi.fn(() => Promise.reject(new Error('503: Server Error')));
  const { begun, close } = keepRegistering(tries, recordingLog([]));
  await begun;
  close();
  await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000);
  expect(tries).toHaveBeenCalledTimes(1);
});

it('says nothing of a try that fails because the bot ends', async () => {
  const logged: Logged[] = [];
  let fail: (reason: Error) => void = () => {};
  const trying = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const { begun, close } = keepRegistering(() => trying, recordingLog(logged));
  close();
  await begun;
  fail(new Error('connect ECONNREFUSED'));
  await vi.advanceTimersByTimeAsync(60 * 60 * 1000);
  expect(logged).toEqual([]);
});
