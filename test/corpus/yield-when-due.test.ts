import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { nextTurn, yieldWhenDue } from '../../src/corpus/yield-when-due.ts';

it('lets one piece of work go on in each turn of the event loop, however many there are', async () => {
  let [steps, isOver] = [0, false];
  const work = Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let step = 0; step < 5; step++) {
        await nextTurn();
        steps++;
      }
    }),
  ).then(() => {
    isOver = true;
  });
  const inTurns: number[] = [];
  while (!isOver) {
    const before = steps;
    await setImmediate();
    inTurns.push(steps - before);
  }
  await work;
  expect(steps).toBe(100);
  expect(Math.max(...inTurns)).toBe(1);
});

it('goes on at once within a turn, and waits for another when it has lasted long enough', async () => {
  await nextTurn();
  let isNextTurn = false;
  const turn = setImmediate().then(() => {
    isNextTurn = true;
  });
  await yieldWhenDue(60_000);
  expect(isNextTurn).toBe(false);
  await yieldWhenDue(0);
  expect(isNextTurn).toBe(true);
  await turn;
});
