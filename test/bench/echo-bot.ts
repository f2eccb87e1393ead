import { readFileSync } from 'node:fs';
import {
  ButtonStyle,
  Client,
  ComponentType,
  Events,
  type Interaction,
  MessageFlags,
} from 'discord.js';
import type { APIMessage } from 'discord-api-types/v10';

// What any bot on discord.js costs: it answers /search and /paper with what was typed and a button,
// and the button with another text; or all three with messages that it is given. It does nothing else.
const { DISCORD_TOKEN = '', DISCORD_API_URL = '', ECHO_MESSAGES } = process.env;
const given = ECHO_MESSAGES
  ? (JSON.parse(readFileSync(ECHO_MESSAGES, 'utf8')) as Record<string, APIMessage>)
  : undefined;
const client = new Client({ intents: [], rest: { api: DISCORD_API_URL } });
const allowedMentions = { parse: [] };
const next = {
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label: 'Next',
  customId: 'next',
} as const;
const components = [{ type: ComponentType.ActionRow, components: [next] }] as const;

async function echo(interaction: Interaction): Promise<void> {
  if (interaction.isButton()) {
    await interaction.update(
      given ? messageOf('a turned page') : { content: 'Another page.', allowedMentions },
    );
    return;
  }
  if (!interaction.isChatInputCommand()) {
    return;
  }
  if (given) {
    const { flags, ...message } = messageOf(`/${interaction.commandName}`);
    await interaction.reply({ ...message, flags: flags | MessageFlags.Ephemeral });
    return;
  }
  const name = interaction.commandName === 'paper' ? 'title' : 'query';
  const content = interaction.options.getString(name, true);
  const flags = MessageFlags.Ephemeral;
  await interaction.reply({ content, allowedMentions, components, flags });
}

function messageOf(kind: string) {
  const components = given?.[kind]?.components ?? [];
  return { components, flags: MessageFlags.IsComponentsV2, allowedMentions } as const;
}

client.on(Events.InteractionCreate, (interaction) => void echo(interaction));
const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
await client.login(DISCORD_TOKEN);
const option = (name: string) =>
  ({ type: 3, name, description: 'What to echo', required: true }) as const;
const { application } = await ready;
await application.commands.set([
  { name: 'search', description: 'Echo', options: [option('query')] },
  { name: 'paper', description: 'Echo', options: [option('title')] },
]);
process.stdout.write('Connected.\n');
