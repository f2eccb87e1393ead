import { type APIMessage, ChannelType } from 'discord-api-types/v10';
import { everyComponent } from '../../local-discord/checks/components.ts';
import { visibleCommands } from '../../local-discord/people/visible-commands.ts';
import { directChannel } from '../../local-discord/world/changes/channels.ts';
import type { Channel, Message, User } from '../../local-discord/world/entities.ts';
import { may } from '../../local-discord/world/permissions.ts';
import { isEphemeral, presentMessage } from '../../local-discord/world/present/present.ts';
import type { World } from '../../local-discord/world/world.ts';
import type {
  MarkdownNode,
  PageChannel,
  PageGuild,
  PageMessage,
  PagePerson,
  PageTime,
  PageView,
} from '../page/page-view.ts';
import { parseMarkdown } from './parse-markdown.ts';

/** What a person looks at. */
export interface Looked {
  /** The first that they see by default, and where it is gone. */
  readonly channel?: string | undefined;
  /** One that is to be among the messages, however old. */
  readonly message?: string | undefined;
  /** How many messages, the newest ones. */
  readonly count: number;
}

/** Which messages people have seen. */
export interface Reading {
  /** Whether this person has seen all of a channel. */
  hasRead(person: string, channel: Channel): boolean;
  /** This person sees all of a channel now. */
  read(person: string, channel: string): void;
}

/** What the page shows from outside the world. */
export interface PageSurroundings {
  readonly reading: Reading;
  readonly connected: boolean;
  readonly violations: readonly string[];
  readonly time: PageTime;
}

/** What this person sees. */
export function pageViewOf(
  world: World,
  person: User,
  looked: Looked,
  { connected, violations, time, reading }: PageSurroundings,
): PageView {
  const botName = world.users.get(world.botId)?.username ?? '';
  const direct = directChannel(world, person.id);
  const show = (channel: Channel) => pageChannelOf(channel, !reading.hasRead(person.id, channel));
  const wanted = looked.channel === undefined ? undefined : world.channels.get(looked.channel);
  const visible = wanted !== undefined && may(world, wanted, person.id, 'ViewChannel');
  const first = [...world.channels.values()].find(
    (each) => each.guildId !== undefined && may(world, each, person.id, 'ViewChannel'),
  );
  const channel = (visible ? wanted : first) ?? direct;
  reading.read(person.id, channel.id);
  const guilds = guildsOf(world, person, show);
  const all = visibleMessages(world, channel, person);
  const at = all.findIndex(({ id }) => id === looked.message);
  const start = Math.max(0, Math.min(all.length - looked.count, at < 0 ? all.length : at));
  const messages = all
    .slice(start)
    .map((message) => pageMessageOf(world, message, person, channel));
  return {
    people: [...world.users.values()].filter((user) => user.bot !== true).map(pagePersonOf),
    person: pagePersonOf(person),
    bot: { name: botName, connected },
    guilds: [
      ...guilds,
      { id: '@me', name: 'Direct messages', channels: [{ ...show(direct), name: botName }] },
    ],
    channel: pageChannelOf(channel, false),
    time,
    messages,
    hasOlder: start > 0,
    selectable: selectableIn(world, channel, person),
    managesMessages: may(world, channel, person.id, 'ManageMessages'),
    commands: [...visibleCommands(world, channel, person.id)],
    markdown: markdownOf(world, messages),
    violations,
  };
}

function pagePersonOf(user: User): PagePerson {
  return { id: user.id, name: user.username, displayName: user.global_name ?? user.username };
}

/** The messages of a channel that a person sees; a thread begins with the message that it started from. */
function visibleMessages(world: World, channel: Channel, person: User): readonly Message[] {
  const parent = channel.parentId === undefined ? undefined : world.channels.get(channel.parentId);
  const starter = channel.thread === undefined ? undefined : parent?.messages.get(channel.id);
  return [...(starter === undefined ? [] : [starter]), ...channel.messages.values()].filter(
    ({ ephemeralTo }) => ephemeralTo === undefined || ephemeralTo === person.id,
  );
}

function selectableIn(world: World, { guildId }: Channel, person: User): PageView['selectable'] {
  const guild = guildId === undefined ? undefined : world.guilds.get(guildId);
  const members = [...(guild?.members.keys() ?? [person.id])].flatMap(
    (id) => world.users.get(id) ?? [],
  );
  const channels = [...world.channels.values()].filter(
    (channel) => channel.guildId === guildId && may(world, channel, person.id, 'ViewChannel'),
  );
  return {
    people: members.map(({ id, username, global_name }) => ({
      label: global_name ?? username,
      value: id,
    })),
    roles: [...(guild?.roles.values() ?? [])].map(({ id, name }) => ({ label: name, value: id })),
    channels: channels.map(({ id, name, type }) => ({ label: name, value: id, type })),
  };
}

function guildsOf(
  world: World,
  person: User,
  show: (channel: Channel) => PageChannel,
): readonly PageGuild[] {
  return [...world.guilds.values()]
    .filter((guild) => guild.members.has(person.id))
    .map((guild) => {
      const inGuild = [...world.channels.values()].filter(
        (channel) => channel.guildId === guild.id && may(world, channel, person.id, 'ViewChannel'),
      );
      const places = inGuild.filter((channel) => channel.thread === undefined);
      return {
        id: guild.id,
        name: guild.name,
        channels: places.flatMap((place) => [
          show(place),
          ...inGuild.filter((thread) => thread.parentId === place.id).map(show),
        ]),
      };
    });
}

function pageChannelOf(channel: Channel, isUnread: boolean): PageChannel {
  const kinds: Partial<Record<ChannelType, PageChannel['kind']>> = {
    [ChannelType.GuildAnnouncement]: 'announcement',
    [ChannelType.DM]: 'direct',
  };
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.thread === undefined ? (kinds[channel.type] ?? 'text') : 'thread',
    archived: channel.thread?.archived ?? false,
    isUnread,
  };
}

function pageMessageOf(
  world: World,
  message: Message,
  person: User,
  channel: Channel,
): PageMessage {
  const shown = presentMessage(world, message);
  const { interaction, reference } = message;
  const user = interaction === undefined ? undefined : world.users.get(interaction.userId);
  const command = interaction?.commandName;
  const other =
    reference?.message_id === undefined
      ? undefined
      : world.channels.get(reference.channel_id)?.messages.get(reference.message_id);
  const author = other === undefined ? undefined : world.users.get(other.authorId)?.global_name;
  return {
    message: shown,
    ephemeral: isEphemeral(shown),
    thinking: interaction?.thinking === true && interaction.original === message,
    usedBy:
      user === undefined || command === undefined
        ? undefined
        : `${user.global_name} used /${command}`,
    repliesTo: author === undefined || author === null ? undefined : `Reply to ${author}`,
    mine: [...message.reactions]
      .filter(([, { normal, burst }]) => normal.has(person.id) || burst.has(person.id))
      .map(([key]) => key),
    isStarter: message.channelId !== channel.id,
  };
}

function markdownOf(
  world: World,
  messages: readonly PageMessage[],
): Record<string, readonly MarkdownNode[]> {
  const texts = new Set(messages.flatMap(({ message }) => textsOf(message)));
  return Object.fromEntries([...texts].map((text) => [text, parseMarkdown(world, text)]));
}

function textsOf(message: APIMessage): readonly string[] {
  return [
    message.content,
    ...everyComponent(message.components).map(({ component }) => component.content),
    ...message.embeds.flatMap((embed) => [
      embed.title,
      embed.description,
      ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    ]),
  ].filter((text): text is string => typeof text === 'string' && text !== '');
}
