import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  type ClientOptions,
  ContainerBuilder,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Partials,
  SectionBuilder,
  SeparatorBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';

/** The intents that Offprint asks for: none of them privileged. */
export const defaultIntents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.DirectMessageReactions,
];

/** The real discord.js, pointed at a local Discord and past READY. */
export async function connectClient(
  discord: LocalDiscord,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: defaultIntents,
    partials: [Partials.Message, Partials.Reaction, Partials.Channel, Partials.User],
    allowedMentions: { parse: [] },
    ...options,
    rest: { api: discord.url, ...options.rest },
  });
  client.on('error', () => undefined);
  const ready = new Promise<Client<true>>((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  await client.login(discord.token);
  return ready;
}

export const demoCommands = [
  {
    name: 'search',
    description: 'Look for papers',
    options: [
      { type: 3, name: 'query', description: 'What about', required: true, max_length: 200 },
      { type: 3, name: 'title', description: 'A title', autocomplete: true },
      { type: 5, name: 'share', description: 'Show it to everybody' },
    ],
  },
  {
    name: 'saved',
    description: 'Saved papers',
    options: [
      {
        type: 1,
        name: 'list',
        description: 'List them',
        options: [{ type: 6, name: 'who', description: 'Whose' }],
      },
    ],
  },
  { name: 'settings', description: 'Settings', default_member_permissions: '32', contexts: [0] },
  { name: 'note', description: 'Write a note' },
  { name: 'slow', description: 'Answers after a deferral' },
  { name: 'Save paper', type: 3 },
];

/** A card as Offprint's are: Components V2 with a section, buttons and a select. */
export function demoCard(heading: string): { components: [ContainerBuilder]; flags: number } {
  const card = new ContainerBuilder()
    .setAccentColor(0x5865f2)
    .addTextDisplayComponents(new TextDisplayBuilder({ content: `## ${heading}` }))
    .addSectionComponents(
      new SectionBuilder()
        .addTextDisplayComponents(
          new TextDisplayBuilder({
            content:
              '**1. [A paper about ~~nothing~~ something](https://example.org/a_b)**\nOne *honest* line with `code`, seen <t:1758672000:R>.\n-# topic · 3 pages · </search:1>',
          }),
        )
        .setButtonAccessory(
          new ButtonBuilder({
            customId: 'save:1',
            label: 'Save',
            style: ButtonStyle.Secondary,
            emoji: '🔖',
          }),
        ),
    )
    .addSeparatorComponents(new SeparatorBuilder())
    .addActionRowComponents(
      new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
        new StringSelectMenuBuilder({
          customId: 'read',
          placeholder: 'Read an abstract',
          options: [
            { label: 'First', value: '1', description: 'The first paper' },
            { label: 'Second', value: '2' },
          ],
        }),
      ),
    )
    .addActionRowComponents(
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        new ButtonBuilder({
          customId: 'back',
          label: 'Back',
          style: ButtonStyle.Secondary,
          disabled: true,
        }),
        new ButtonBuilder({ customId: 'next', label: 'Next', style: ButtonStyle.Primary }),
        new ButtonBuilder({ url: 'https://example.org', label: 'Code', style: ButtonStyle.Link }),
      ),
    );
  return { components: [card], flags: MessageFlags.IsComponentsV2 };
}

/** Answers the demo commands in each of the ways a bot can answer. */
export async function answerDemo(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    await interaction.respond([
      { name: `${typed} one`, value: 'one' },
      { name: 'two', value: 'two' },
    ]);
  } else if (interaction.isChatInputCommand()) {
    await answerCommand(interaction);
  } else if (interaction.isMessageContextMenuCommand()) {
    await interaction.reply({
      content: `Saved: ${interaction.targetMessage.content}`,
      flags: MessageFlags.Ephemeral,
    });
  } else if (interaction.isStringSelectMenu()) {
    await interaction.reply({
      content: `Abstract of ${interaction.values.join(', ')}`,
      flags: MessageFlags.Ephemeral,
    });
  } else if (interaction.isButton()) {
    await answerButton(interaction);
  } else if (interaction.isModalSubmit()) {
    await interaction.reply({
      content: `Noted: ${interaction.fields.getTextInputValue('text')}`,
      flags: MessageFlags.Ephemeral,
    });
  }
}

async function answerCommand(
  interaction: Extract<Interaction, { commandName: string }>,
): Promise<void> {
  if (!interaction.isChatInputCommand()) {
    return;
  }
  switch (interaction.commandName) {
    case 'search': {
      const shared = interaction.options.getBoolean('share') ?? false;
      const card = demoCard(`Found for ${interaction.options.getString('query', true)}`);
      await interaction.reply({
        components: card.components,
        flags: card.flags | (shared ? 0 : MessageFlags.Ephemeral),
      });
      return;
    }
    case 'note':
      await interaction.showModal(
        new ModalBuilder({ customId: 'note', title: 'Your note' }).addLabelComponents(
          new LabelBuilder()
            .setLabel('Text')
            .setDescription('Only the team sees it')
            .setTextInputComponent(
              new TextInputBuilder({
                customId: 'text',
                style: TextInputStyle.Paragraph,
                maxLength: 300,
              }),
            ),
        ),
      );
      return;
    case 'slow':
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply(demoCard('At last'));
      return;
    default:
      await interaction.reply({
        content: `You ran ${interaction.commandName}`,
        flags: MessageFlags.Ephemeral,
      });
  }
}

async function answerButton(
  interaction: Extract<Interaction, { customId: string }>,
): Promise<void> {
  if (!interaction.isButton()) {
    return;
  }
  if (interaction.customId === 'next') {
    await interaction.update(demoCard('Page two'));
  } else {
    await interaction.deferUpdate();
    await interaction.followUp({
      content: `Pressed ${interaction.customId}`,
      flags: MessageFlags.Ephemeral,
    });
  }
}
