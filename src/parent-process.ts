import { processWords } from './discord/processes/start-processes.ts';

/** Whether `--processes` of another process started this one, which says how all are and stops all. */
export function hasParent(): boolean {
  return process.connected === true;
}

/** Tells the parent that this process is connected to Discord. */
export function tellConnected(): void {
  process.send?.(processWords.connected);
}

/** Answers the parent when it asks for this process's health. @returns how to stop answering. */
export function answerParent(check: () => Promise<object>): () => void {
  const answer = (message: unknown) => {
    if (message === processWords.askHealth) {
      void check().then((health) => process.connected && process.send?.({ health }));
    }
  };
  process.on('message', answer);
  return () => void process.off('message', answer);
}
