import type { Clock } from '../../src/corpus/clock.ts';
import type { Poster, Refusal, SentMessage } from '../../src/digest/post/poster.ts';
import type { Destination } from '../../src/digest/schedule/schedule.ts';
import { customIdOf } from '../../src/discord/custom-id.ts';
import { fits, measureReply } from '../../src/reply/fit/measure-reply.ts';
import type { Block, Reply } from '../../src/reply/reply.ts';

/** A message that is in a channel. */
export interface PostedReply extends SentMessage {
  readonly destination: Destination;
  readonly nonce: string;
  readonly reply: Reply;
}

/** What the next post does instead of being posted and answered. */
export type Fault = 'lost-before' | 'lost-after' | Refusal;

/** Channels in memory that keep nonces for five minutes, as Discord does. */
export interface FakeChannels extends Poster {
  readonly posted: readonly PostedReply[];
  readonly told: readonly { readonly person: string; readonly reply: Reply }[];
  readonly published: readonly string[];
  /** Whether history can be read. */
  readable: boolean;
  /** Whether people take direct messages. */
  takesMessages: boolean;
  /** Asked before each post. */
  fault: (() => Fault | undefined) | undefined;
}

const noncesKept = 300_000;

export function createFakeChannels(clock: Clock): FakeChannels {
  const posted: PostedReply[] = [];
  const told: { person: string; reply: Reply }[] = [];
  const published: string[] = [];
  const now = () => clock.now().getTime();

  const channels: FakeChannels = {
    posted,
    told,
    published,
    readable: true,
    takesMessages: true,
    fault: undefined,

    async post(destination, reply, nonce) {
      if (nonce.length > 25) {
        throw new Error('nonce too long');
      }
      if (!fits(measureReply(reply))) {
        throw new Error('over the limits of a message');
      }
      const fault = channels.fault?.();
      if (fault === 'lost-before') {
        throw new Error('socket hang up');
      }
      if (fault !== undefined && fault !== 'lost-after') {
        return { refused: fault };
      }
      const known = posted.find(
        (message) =>
          message.destination === destination &&
          message.nonce === nonce &&
          now() - message.sentAt.getTime() < noncesKept,
      );
      const sent = known ?? {
        id: String(posted.length + 1),
        channel: destination,
        destination,
        nonce,
        reply,
        sentAt: clock.now(),
        customIds: reply.blocks.flatMap(customIdsOf),
        values: reply.blocks.flatMap(valuesOf),
      };
      if (!known) {
        posted.push(sent);
      }
      if (fault === 'lost-after') {
        throw new Error('socket hang up');
      }
      return { sent };
    },

    async readBack(destination, since) {
      if (!channels.readable) {
        return undefined;
      }
      return posted.filter(
        (message) => message.destination === destination && message.sentAt >= since,
      );
    },

    async publish(_destination, messageId) {
      published.push(messageId);
    },

    async tell(person, reply) {
      if (channels.takesMessages) {
        told.push({ person, reply });
      }
      return channels.takesMessages;
    },

    async check(channel) {
      return { server: '2', name: channel, fits: true, announcement: false, missing: [] };
    },
  };
  return channels;
}

/** The custom ids that a digest's block gets in Discord. */
export function customIdsOf(block: Block): string[] {
  if (block.kind === 'select') {
    return [customIdOf(block.press, 'digest')];
  }
  const buttons =
    block.kind === 'buttons' ? block.buttons : block.kind === 'section' ? [block.button] : [];
  return buttons.flatMap((button) =>
    'press' in button ? [customIdOf(button.press, 'digest')] : [],
  );
}

function valuesOf(block: Block): string[] {
  return block.kind === 'select' && typeof block.of !== 'string'
    ? block.of.map(({ value }) => value)
    : [];
}
