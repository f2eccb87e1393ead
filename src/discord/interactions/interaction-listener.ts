import { setTimeout as wait } from 'node:timers/promises';
import { type Client, Events, type Interaction } from 'discord.js';
import type { Logger } from '../../log.ts';

/** How long answers under way may take when the bot stops, in milliseconds: what people wait for one. */
const maxUnderWay = 3000;

/** How long an interaction may be held at the start, in milliseconds: well below three seconds. */
const maxHold = 500;

/** What listening to interactions needs. */
export interface InteractionListenerOptions {
  readonly client: Client;
  /** Answers one; its errors are its own. */
  readonly answer: (interaction: Interaction) => Promise<void>;
  /** What interactions wait for at the start, for a moment, such as the ids of the commands. */
  readonly prepared: Promise<unknown>;
  readonly log: Logger;
}

/**
 * Answers every interaction from the moment the client is ready.
 * @returns how to stop: no new one is taken, and those under way are given the time to end.
 */
export function listenToInteractions({
  client,
  answer,
  prepared,
  log,
}: InteractionListenerOptions): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  let closed = false;
  let start: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    start = resolve;
  });
  const held = ready.then(() => Promise.race([prepared, wait(maxHold, undefined, { ref: false })]));
  client.once(Events.ClientReady, start);
  client.on(Events.InteractionCreate, (interaction) => {
    if (closed) {
      return;
    }
    const answered = held
      .then(() => answer(interaction))
      .catch((err: unknown) => log.error({ err }, 'interaction not answered'))
      .finally(() => underWay.delete(answered));
    underWay.add(answered);
  });
  return async () => {
    closed = true;
    await Promise.race([Promise.all(underWay), wait(maxUnderWay, undefined, { ref: false })]);
  };
}
