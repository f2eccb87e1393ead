import type {
  APIApplicationCommand,
  APIAttachment,
  APIEmbed,
  APIEmoji,
  APIMessageReference,
  APIMessageSnapshot,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
  APIPartialEmoji,
  APIRole,
  APIUser,
  ChannelType,
  InteractionType,
  MessageType,
} from 'discord-api-types/v10';

/** An account, with what Discord does not tell a bot about it. */
export interface User extends APIUser {
  locale: string;
  closedDms: boolean;
}

/** A user's membership of a server. */
export interface Member {
  readonly userId: string;
  nick: string | undefined;
  /** Their own role among them, where they have one. */
  readonly roleIds: Set<string>;
  readonly joinedAt: string;
}

/** What a channel allows or denies to a role or a member. */
export interface Overwrite {
  readonly id: string;
  /** 0 for a role, 1 for a member. */
  readonly type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

/** A server. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly locale: string;
  readonly roles: Map<string, APIRole>;
  /** Custom emoji. */
  readonly emojis: Map<string, APIEmoji>;
  readonly members: Map<string, Member>;
  readonly commands: Map<string, APIApplicationCommand>;
  /** Command or application id → role or user id → allowed. */
  readonly commandOverrides: Map<string, Map<string, { type: 1 | 2; allowed: boolean }>>;
  /** False during an outage. */
  available: boolean;
}

/** What a channel has if it is a thread. */
export interface ThreadState {
  readonly ownerId: string;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  archiveTimestamp: string;
  readonly createTimestamp: string;
  readonly memberIds: Set<string>;
}

/** A channel, thread or direct message, with its messages. */
export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  readonly guildId: string | undefined;
  name: string;
  topic: string | undefined;
  position: number;
  readonly parentId: string | undefined;
  readonly overwrites: Map<string, Overwrite>;
  /** The person at the other end of a direct message. */
  readonly recipientId: string | undefined;
  readonly thread: ThreadState | undefined;
  /** In the order of their ids. */
  readonly messages: Map<string, Message>;
  lastMessageId: string | null;
}

/** Who reacted with one emoji. */
export interface Reaction {
  readonly emoji: APIPartialEmoji;
  readonly normal: Set<string>;
  readonly burst: Set<string>;
}

/** A message as Discord stores it. */
export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly type: MessageType;
  content: string;
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  attachments: APIAttachment[];
  flags: number;
  readonly timestamp: string;
  editedTimestamp: string | null;
  readonly nonce: string | number | undefined;
  readonly reference: APIMessageReference | undefined;
  /** What it forwards, as that was when it was forwarded. */
  readonly snapshots: readonly APIMessageSnapshot[];
  readonly reactions: Map<string, Reaction>;
  /** Who sees it, where only one person does. */
  readonly ephemeralTo: string | undefined;
  readonly interaction: Interaction | undefined;
  threadId: string | undefined;
  mentions: { users: string[]; roles: string[]; everyone: boolean };
}

/** The stage of an interaction. The bot has three seconds in `waiting`. */
export type InteractionStage = 'waiting' | 'failed' | 'answered';

/** An interaction, from its creation until its token expires. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | undefined;
  readonly commandName: string | undefined;
  /** The message that a component or a modal opened by one belongs to. */
  readonly message: Message | undefined;
  readonly createdAt: number;
  stage: InteractionStage;
  /** The callback type that answered. */
  answeredWith: number | undefined;
  /** Deferred and not yet followed. */
  thinking: boolean;
  /** The reply, or for a component that updates, the message it sits on. */
  original: Message | undefined;
  readonly followUps: Message[];
  modal: APIModalInteractionResponseCallbackData | undefined;
  choices: readonly { name: string; value: string | number }[] | undefined;
  /** A fault or a lost connection was between: silence is then not the bot's. */
  excused: boolean;
}

/** A file that was uploaded, served under /attachments. */
export interface StoredFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}
