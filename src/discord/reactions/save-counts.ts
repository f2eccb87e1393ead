import {
  type APIAttachment,
  type APIMessage,
  type Client,
  ComponentType,
  DiscordAPIError,
  MessageFlags,
  Routes,
} from 'discord.js';
import type { LibraryQueries } from '../../library/library-queries.ts';
import type { SaveKey } from '../../library/saves/save.ts';
import type { Saving } from '../../library/saves/saving.ts';
import type { ShownMessage } from '../../library/saves/shown-message.ts';
import type { Logger } from '../../log.ts';
import { saveLabel } from '../../reply/saved/saved-marks.ts';
import { customIdOf } from '../custom-id.ts';
import { isMessageGone } from './is-message-gone.ts';

/** A message's counts are edited no more often than this, in milliseconds. */
const editEvery = 60_000;

/** Longer than a message takes from being composed to being known as shown, in milliseconds. */
const onItsWay = 10_000;

/** What keeping the counts on messages up to date needs. */
export interface SaveCountsOptions {
  readonly client: Client;
  readonly saving: Saving;
  readonly reading: LibraryQueries;
  readonly log: Logger;
  /** @default {@link editEvery}; tests do not wait a minute. */
  readonly every?: number | undefined;
}

/** The numbers on Save buttons that others see. */
export interface SaveCounts {
  /** Somebody saved a paper or removed it. */
  changed(key: SaveKey): void;
  /** A message is out; what changed while it was on its way is shown on it now. */
  shown(message: Omit<ShownMessage, 'emoji'>): void;
  close(): void;
}

/**
 * Keeps the counts on the Save buttons of a server's messages true: at once where a message was not
 * edited within the last minute, else when the minute is over.
 */
export function createSaveCounts(options: SaveCountsOptions): SaveCounts {
  const { client, saving, reading, log, every = editEvery } = options;
  const editedAt = new Map<string, number>();
  const changedAt = new Map<string, number>();
  const waiting = new Map<string, NodeJS.Timeout>();

  function schedule(message: { readonly id: string; readonly channel: string }, server: string) {
    if (waiting.has(message.id)) {
      return;
    }
    const wait = Math.max(0, (editedAt.get(message.id) ?? 0) + every - Date.now());
    const timer = setTimeout(() => {
      waiting.delete(message.id);
      editedAt.set(message.id, Date.now());
      edit(message, server)
        .catch((error: unknown) => settleError(error, message.id))
        .catch((err: unknown) => log.error({ err }, 'deleted message could not be recorded'));
    }, wait).unref();
    waiting.set(message.id, timer);
  }

  async function edit(
    { id, channel }: { readonly id: string; readonly channel: string },
    server: string,
  ): Promise<void> {
    const route = Routes.channelMessage(channel, id);
    const message = (await client.rest.get(route)) as APIMessage;
    const papers = (await saving.shownMessage(id))?.papers ?? [];
    const counts = await reading.savedBy(server, '', papers);
    const labels = new Map(
      papers.map((paper) => [
        customIdOf({ command: 'saved', action: 'save', args: [paper] }, 'saved'),
        saveLabel(counts.get(paper)?.count ?? 0),
      ]),
    );
    const components = relabel(message.components ?? [], labels, message.attachments);
    if (JSON.stringify(components) === JSON.stringify(message.components)) {
      return;
    }
    await client.rest.patch(route, {
      body: { components, flags: MessageFlags.IsComponentsV2, allowed_mentions: { parse: [] } },
    });
  }

  /** Deletions are not heard with our intents: a deleted message is found out here, and only once. */
  async function settleError(err: unknown, id: string): Promise<void> {
    if (isMessageGone(err)) {
      editedAt.delete(id);
      await saving.messagesDeleted([id]);
      return;
    }
    const refused = err instanceof DiscordAPIError;
    log[refused ? 'info' : 'warn']({ message: id, err }, 'save count not shown');
  }

  return {
    changed({ library: shelf, paper }) {
      changedAt.set(`${shelf} ${paper}`, Date.now());
      saving
        .messagesShowing(shelf, paper)
        .then((messages) => {
          for (const message of messages) {
            schedule(message, shelf);
          }
        })
        .catch((err: unknown) => log.error({ err }, 'save counts could not be read'));
    },
    shown({ id, channel, server, papers }) {
      const from = Date.now() - onItsWay;
      for (const [name, at] of changedAt) {
        if (at < from) {
          changedAt.delete(name);
        }
      }
      if (server && papers.some((paper) => changedAt.has(`${server} ${paper}`))) {
        schedule({ id, channel }, server);
      }
    },
    close() {
      for (const timer of waiting.values()) {
        clearTimeout(timer);
      }
      waiting.clear();
    },
  };
}

/**
 * The components with other labels on the Save buttons. A file that came with the message is named
 * as an attachment again: Discord takes no other address for it.
 */
function relabel<Part>(
  part: Part,
  labels: ReadonlyMap<string, string>,
  attachments: readonly APIAttachment[],
): Part {
  if (Array.isArray(part)) {
    return part.map((each) => relabel(each, labels, attachments)) as Part;
  }
  if (typeof part !== 'object' || part === null) {
    return part;
  }
  const copy = { ...part } as Record<string, unknown>;
  const label = typeof copy.custom_id === 'string' ? labels.get(copy.custom_id) : undefined;
  if (label !== undefined) {
    return { ...copy, label } as Part;
  }
  if (copy.type === ComponentType.File) {
    const name = attachments.find(({ filename }) => filename === copy.name)?.filename;
    return (name ? { ...copy, file: { url: `attachment://${name}` } } : copy) as Part;
  }
  for (const field of ['components', 'accessory']) {
    if (field in copy) {
      copy[field] = relabel(copy[field], labels, attachments);
    }
  }
  return copy as Part;
}
