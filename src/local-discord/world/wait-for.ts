import type { World } from './world.ts';

/**
 * The first answer of `look` that is neither undefined nor false, asked now and after every change.
 * What `look` throws rejects it, and so do `timeoutMs` of real time without an answer.
 */
export function waitFor<T>(
  world: World,
  look: () => T | undefined | false,
  { what = 'something', timeoutMs = 10_000 }: { what?: string; timeoutMs?: number } = {},
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let stop = (): void => undefined;
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Waited ${timeoutMs} ms in vain for ${what}`));
    }, timeoutMs);
    // Who waits must not keep a program alive that is otherwise done.
    timer.unref();
    const ask = (): void => {
      try {
        const answer = look();
        if (answer === undefined || answer === false) {
          return;
        }
        resolve(answer);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      clearTimeout(timer);
      stop();
    };
    stop = world.onChange(ask);
    ask();
  });
}
