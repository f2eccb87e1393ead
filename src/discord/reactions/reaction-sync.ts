import { type Client, Events, type Message } from 'discord.js';
import type { PaperId } from '../../corpus/paper.ts';
import type { Library } from '../../library/library.ts';
import type { SaveOutcome } from '../../library/saves/saving.ts';
import type { ShownMessage } from '../../library/saves/shown-message.ts';
import type { Logger } from '../../log.ts';
import type { Offprint } from '../../offprint.ts';
import type { Reply } from '../../reply/reply.ts';
import type { Threads } from '../../reply/threads.ts';
import { createDirectMessages } from '../posting/direct-message.ts';
import { createDiscordThreads } from '../posting/discord-threads.ts';
import { createPassingNotes } from '../posting/passing-notes.ts';
import type { RenderedReply } from '../render-reply.ts';
import { startRetentionJob } from '../retention-job.ts';
import { createFirstSaveExplainer } from './explain-first-save.ts';
import { createUnclearSaveExplainer } from './explain-unclear-save.ts';
import { listenToReactions } from './reaction-listener.ts';
import { readReactionsBack } from './read-reactions-back.ts';
import { createSaveCounts } from './save-counts.ts';

/** What keeping saves in step with reactions needs. */
export interface ReactionSyncOptions {
  readonly client: Client;
  readonly library: Library;
  readonly exclusive: Offprint['exclusive'];
  readonly render: (reply: Reply) => RenderedReply;
  readonly log: Logger;
  /** Milliseconds between two edits of a message's save counts. */
  readonly countsEvery?: number | undefined;
}

/** Everything of the library that happens at Discord outside of an answer. */
export interface ReactionSync {
  readonly threads: Threads;
  /** A message of ours shows these papers where others can react to it. */
  onShown(message: Message, papers: readonly PaperId[], asker: string): Promise<void>;
  /** Resolves when what was heard is taken in and what was missed is read back. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Listens from before the client connects. */
export function syncReactions(options: ReactionSyncOptions): ReactionSync {
  const { client, library, exclusive, render, log, countsEvery } = options;
  const { saving, queries: reading, settings, retention, discussions } = library;
  const counts = createSaveCounts({ client, saving, reading, log, every: countsEvery });
  const sendDirect = createDirectMessages({ client, render, log });
  const introduce = createFirstSaveExplainer(settings, sendDirect);
  const notes = createPassingNotes({ client, render, log });
  const explain = createUnclearSaveExplainer(sendDirect, notes);
  const stopCounting = saving.onOutcome(({ key }) => counts.changed(key));

  function onOutcome(
    { became, key }: SaveOutcome,
    source: { readonly server?: string } = {},
  ): void {
    if (became !== 'saved' || !source.server) {
      return;
    }
    introduce(key.person).catch((err: unknown) =>
      log.warn({ err }, 'message about the first save not sent'),
    );
  }

  function onUnclear(person: string, message: ShownMessage): void {
    explain(person, message).catch((err: unknown) =>
      log.warn({ err }, 'message about an unclear save not sent'),
    );
  }

  const reactions = listenToReactions({ client, saving, log, onOutcome, onUnclear });
  const readBack = readReactionsBack({ client, saving, reactions, log, onOutcome });
  const retentionJob = startRetentionJob({ client, retention, exclusive, log });
  async function messageShown(message: Omit<ShownMessage, 'emoji'>): Promise<void> {
    await reactions.messageShown(message);
    counts.shown(message);
  }

  const threads = createDiscordThreads({
    client,
    render,
    onOpening: (message, server, { papers = [] }) =>
      messageShown({
        id: message.id,
        channel: message.channel_id,
        server,
        postedAt: new Date(message.timestamp),
        papers,
      }),
  });
  client.on(Events.ThreadDelete, ({ id }) => {
    discussions
      .dropDiscussion(id)
      .catch((err: unknown) => log.error({ err }, 'deleted thread could not be recorded'));
  });

  return {
    threads,
    onShown: ({ id, channelId, guildId, createdAt }, papers, asker) =>
      messageShown({
        id,
        channel: channelId,
        ...(guildId ? { server: guildId } : { person: asker }),
        postedAt: createdAt,
        papers,
      }),
    async settled() {
      await reactions.settled();
      await readBack.settled();
      await reactions.settled();
    },
    async close() {
      stopCounting();
      await retentionJob.close();
      counts.close();
      readBack.close();
      await readBack.settled();
      await reactions.settled();
      await notes.close();
    },
  };
}
