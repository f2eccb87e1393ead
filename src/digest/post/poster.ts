import type { Reply } from '../../reply/reply.ts';
import type { Destination } from '../schedule/schedule.ts';

/** One of the bot's own messages, as it is in a channel. */
export interface SentMessage {
  readonly id: string;
  /** The channel it is in, also for direct messages. */
  readonly channel: string;
  readonly sentAt: Date;
  /** The custom ids of its buttons and menus, in order. */
  readonly customIds: readonly string[];
  /** The values of its menus' options, in order. */
  readonly values: readonly string[];
}

/** Why Discord did not take a message. */
export type Refusal =
  /** The channel or thread is gone, or out of sight. */
  | 'no-channel'
  | 'no-permission'
  /** AutoMod blocks the message. */
  | 'automod'
  /** The person takes no direct messages. */
  | 'closed'
  /** Anything else that will not change by trying again. */
  | 'invalid';

/** What became of a message. `refused`: it was not posted and trying again will not change that. */
export type Posting = { readonly sent: SentMessage } | { readonly refused: Refusal };

/** What the bot can do in a channel. */
export interface ChannelCheck {
  readonly server?: string;
  readonly name: string;
  /** Whether digests can go there by its kind: text channels, threads, announcement channels. */
  readonly fits: boolean;
  readonly announcement: boolean;
  /** The names of missing rights, as Discord's settings show them. */
  readonly missing: readonly string[];
}

/** How messages get to where people read them. */
export interface Poster {
  /**
   * Posts quietly, or gives back the message that this nonce posted within the last few minutes.
   * @throws if it is unknown whether it was posted.
   */
  post(destination: Destination, reply: Reply, nonce: string): Promise<Posting>;
  /**
   * The bot's own messages since a moment.
   * @returns undefined where history cannot be read or not so far back: then what is missing may
   * still be there.
   */
  readBack(destination: Destination, since: Date): Promise<readonly SentMessage[] | undefined>;
  /** Publishes a message of an announcement channel, where that is allowed and not done yet. */
  publish(destination: Destination, messageId: string): Promise<void>;
  /** Tells a person something in direct messages; false where they take none. */
  tell(person: string, reply: Reply): Promise<boolean>;
  /** Undefined where no such channel can be seen. */
  check(channel: string): Promise<ChannelCheck | undefined>;
}
