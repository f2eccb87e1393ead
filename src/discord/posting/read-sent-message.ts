import type { APIMessage } from 'discord-api-types/v10';
import type { SentMessage } from '../../digest/post/poster.ts';

/** A component as far as it is looked at here: all kinds nest in these two ways. */
interface Part {
  readonly custom_id?: string;
  readonly options?: readonly { readonly value: string }[];
  readonly components?: readonly Part[];
  readonly accessory?: Part;
}

/** What a message of ours carries, read from Discord's JSON of it. */
export function readSentMessage(message: APIMessage): SentMessage {
  const parts = ((message.components ?? []) as readonly Part[]).flatMap(withInner);
  return {
    id: message.id,
    channel: message.channel_id,
    sentAt: new Date(message.timestamp),
    customIds: parts.flatMap(({ custom_id: id }) => id ?? []),
    values: parts.flatMap(({ options = [] }) => options.map(({ value }) => value)),
  };
}

function withInner(part: Part): Part[] {
  const inner = [...(part.components ?? []), ...(part.accessory ? [part.accessory] : [])];
  return [part, ...inner.flatMap(withInner)];
}
