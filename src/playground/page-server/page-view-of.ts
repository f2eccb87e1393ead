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

/** Messages shown of a channel, the newest ones. */
const shown = 60;

/** What the page shows from outside the world. */
export interface PageSurroundings {
  readonly connected: boolean;
  readonly violations: readonly string[];
  readonly time: PageTime;
}

/** What this person sees; the channel is the first that they see where theirs is gone. */
export function pageViewOf(
  world: World,
  person: User,
  channelId: string | undefined,
  { connected, violations, time }: PageSurroundings,
): PageView {
  const botName = world.users.get(world.botId)?.username ?? '';
  const guilds = guildsOf(world, person);
  const wanted = channelId === undefined ? undefined : world.channels.get(channelId);
  const visible = wanted !== undefined && may(world, wanted, person.id, 'ViewChannel');
  const first = guilds.flatMap((guild) => guild.channels)[0]?.id ?? '';
  const channel = (visible ? wanted : world.channels.get(first)) ?? directChannel(world, person.id);
  const messages = [...channel.messages.values()]
    .filter(({ ephemeralTo }) => ephemeralTo === undefined || ephemeralTo === person.id)
    .slice(-shown)
    .map((message) => pageMessageOf(world, message, person));
  return {
    people: [...world.users.values()].filter((user) => user.bot !== true).map(pagePersonOf),
    person: pagePersonOf(person),
    bot: { name: botName, connected },
    guilds: [
      ...guilds,
      {
        name: 'Direct messages',
        channels: [{ ...pageChannelOf(directChannel(world, person.id)), name: botName }],
      },
    ],
    channel: pageChannelOf(channel),
    time,
    messages,
    commands: [...visibleCommands(world, channel, person.id)],
    markdown: markdownOf(world, messages),
    violations,
  };
}

function pagePersonOf(user: User): PagePerson {
  return { id: user.id, name: user.username, displayName: user.global_name ?? user.username };
}

function guildsOf(world: World, person: User): readonly PageGuild[] {
  return [...world.guilds.values()]
    .filter((guild) => guild.members.has(person.id))
    .map((guild) => {
      const inGuild = [...world.channels.values()].filter(
        (channel) => channel.guildId === guild.id && may(world, channel, person.id, 'ViewChannel'),
      );
      const places = inGuild.filter((channel) => channel.thread === undefined);
      return {
        name: guild.name,
        channels: places.flatMap((place) => [
          pageChannelOf(place),
          ...inGuild.filter((thread) => thread.parentId === place.id).map(pageChannelOf),
        ]),
      };
    });
}

function pageChannelOf(channel: Channel): PageChannel {
  const kinds: Partial<Record<ChannelType, PageChannel['kind']>> = {
    [ChannelType.GuildAnnouncement]: 'announcement',
    [ChannelType.DM]: 'direct',
  };
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.thread === undefined ? (kinds[channel.type] ?? 'text') : 'thread',
    archived: channel.thread?.archived ?? false,
  };
}

function pageMessageOf(world: World, message: Message, person: User): PageMessage {
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
