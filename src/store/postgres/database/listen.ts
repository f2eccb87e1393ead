import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from '../../../log.ts';

/** What is listened to, on a connection of its own. */
export interface ListenOptions {
  /** Makes a connection that is not open yet. */
  readonly connect: () => pg.Client;
  /** A name of our own: it is written into the statement. */
  readonly channel: string;
  readonly listener: () => void;
  readonly log?: Logger | undefined;
}

/** Milliseconds between two attempts to listen again. */
const pause = 2_000;

/**
 * Listens until it is stopped, also over connections that are lost: the listener is called once whenever
 * listening begins, because what was notified before is unknown.
 * @returns how to stop.
 * @throws {Error} of the driver's where the first connection cannot be made.
 */
export async function listenTo(options: ListenOptions): Promise<() => Promise<void>> {
  const { channel, listener, log } = options;
  const stopped = new AbortController();
  let client = await begin();

  async function begin(): Promise<pg.Client> {
    const next = options.connect();
    next.on('error', (err) => log?.warn({ err }, 'listening to the database was interrupted'));
    next.on('notification', () => listener());
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
    } catch (error) {
      await next.end();
      throw error;
    }
    next.once('end', () => void beginAgain());
    listener();
    return next;
  }

  async function beginAgain(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await wait(pause, undefined, { ref: false, signal: stopped.signal });
        client = await begin();
        break;
      } catch (err) {
        log?.debug({ err }, 'the database is not listened to yet');
      }
    }
    if (stopped.signal.aborted) {
      await client.end();
    }
  }

  return async () => {
    stopped.abort();
    await client.end();
  };
}
