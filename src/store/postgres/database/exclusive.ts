import type { Logger } from '../../../log.ts';
import type { ExclusiveTask, StartTask, Store } from '../../store.ts';
import { lockKey, tryLock } from './locks.ts';
import type { Postgres, Session } from './sql.ts';

/**
 * Milliseconds between two checks: whether the connection that holds the locks is still there, and whether
 * another process has released one.
 */
const lookEvery = 10_000;

/** A task of this process. */
interface Task {
  readonly name: ExclusiveTask;
  readonly start: StartTask;
  /** While this process does it: how to stop it. */
  stop?: Promise<() => Promise<void>> | undefined;
  /** While it is being stopped. */
  stopping?: Promise<void> | undefined;
}

/** What this process does for all, by session advisory locks that end with their connection. */
export interface ExclusiveTasks {
  readonly exclusive: Store['exclusive'];
  close(): Promise<void>;
}

/** @param every - tests only: milliseconds between two checks. */
export function createExclusive(
  postgres: Postgres,
  log?: Logger,
  every = lookEvery,
): ExclusiveTasks {
  const tasks = new Set<Task>();
  let session: Session | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function lookOnce(): Promise<void> {
    try {
      session ??= await openSession();
      // Asked also where all tasks are ours: a connection may end without a sign.
      await session.query('SELECT 1');
      for (const task of tasks) {
        if (
          task.stop === undefined &&
          task.stopping === undefined &&
          (await tryLock(session, task.name))
        ) {
          log?.info({ task: task.name }, 'this process has taken over a task');
          task.stop = task.start();
          task.stop.catch((err: unknown) =>
            log?.error({ err, task: task.name }, 'task could not be started'),
          );
        }
      }
    } catch (err) {
      log?.warn({ err }, 'the connection that holds the locks of this process was lost');
      await lose();
    }
  }

  async function openSession(): Promise<Session> {
    const opened = await postgres.openSession();
    opened.onEnd(() => {
      if (session === opened) {
        void lose();
      }
    });
    return opened;
  }

  /** Another process may do all of them from now on. */
  async function lose(): Promise<void> {
    const lost = session;
    session = undefined;
    await Promise.all([...tasks].map(stopTask));
    await lost?.close().catch(() => {});
  }

  function stopTask(task: Task): Promise<void> {
    task.stopping ??= stopNow(task).finally(() => {
      task.stopping = undefined;
    });
    return task.stopping;
  }

  async function stopNow(task: Task): Promise<void> {
    const started = task.stop;
    task.stop = undefined;
    try {
      const stop = await started;
      await stop?.();
    } catch (err) {
      log?.debug({ err, task: task.name }, 'task ended with an error');
    }
  }

  return {
    exclusive(name, start) {
      const task: Task = { name, start };
      tasks.add(task);
      timer ??= setInterval(() => void look(), every).unref();
      void look().then(look);
      return async () => {
        tasks.delete(task);
        await looking;
        await stopTask(task);
        await session?.query(`SELECT pg_advisory_unlock(${lockKey})`, [name]).catch(() => {});
      };
    },
    async close() {
      clearInterval(timer);
      await looking;
      await lose();
    },
  };
}
