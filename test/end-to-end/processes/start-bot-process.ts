import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { LocalDiscord } from '../../../src/local-discord/local-discord.ts';
import type { BotOrder } from './bot-process.ts';

/** The bot in a process of its own. */
export interface BotProcess {
  /** What it logged as an error. */
  readonly errors: () => string;
  settled(): Promise<void>;
  hear(event: string, data: object): void;
  /** SIGKILL: nothing of it runs any more once this resolves. */
  kill(): Promise<void>;
}

/** Resolves when the bot answers commands. */
export async function startBotProcess(
  database: string,
  discord: LocalDiscord,
): Promise<BotProcess> {
  const file = new URL('bot-process.ts', import.meta.url).pathname;
  const child = fork(file, [database, discord.url, discord.token], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  await said(child, 'ready', () => errors);
  const order = (what: BotOrder) => void child.send(what);
  return {
    errors: () => errors,
    async settled() {
      const settled = said(child, 'settled', () => errors);
      order({ do: 'settle' });
      await settled;
    },
    hear: (event, data) => order({ do: 'hear', event, data }),
    async kill() {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}

function said(child: ChildProcess, what: string, errors: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => {
      if (message === what) {
        settle(resolve);
      }
    };
    const onExit = () => settle(() => reject(new Error(`the bot ended: ${errors()}`)));
    const settle = (end: () => void) => {
      child.off('message', onMessage).off('exit', onExit);
      end();
    };
    child.on('message', onMessage).on('exit', onExit);
  });
}
