import type { Logger } from '../../log.ts';
import type { PushOutcome } from './push-to-zotero.ts';

/** How often what is new goes to Zotero, in milliseconds. */
const every = 60 * 60 * 1000;

/** Pushes now and every hour, one push at a time, until it is stopped. */
export function keepZotero(push: () => Promise<PushOutcome>, log: Logger): () => Promise<void> {
  let running: Promise<void> | undefined;
  function run(): void {
    running ??= push()
      .then((outcome) => log.info({ ...outcome }, 'library pushed to zotero'))
      .catch((err: unknown) => log.warn({ err }, 'library not pushed to zotero'))
      .finally(() => {
        running = undefined;
      });
  }
  const timer = setInterval(run, every).unref();
  run();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
