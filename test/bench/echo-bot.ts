import { Client, Events, type Interaction, MessageFlags } from 'discord.js';

// What any bot on discord.js costs: it answers /search with the query, and does nothing else.
const { DISCORD_TOKEN = '', DISCORD_API_URL = '' } = process.env;
const client = new Client({ intents: [], rest: { api: DISCORD_API_URL } });

async function echo(interaction: Interaction): Promise<void> {
  if (!interaction.isChatInputCommand()) {
    return;
  }
  const content = interaction.options.getString('query', true);
  const allowedMentions = { parse: [] };
  await interaction.reply({ content, allowedMentions, flags: MessageFlags.Ephemeral });
}

client.on(Events.InteractionCreate, (interaction) => void echo(interaction));
const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
await client.login(DISCORD_TOKEN);
const query = { type: 3, name: 'query', description: 'What to echo', required: true } as const;
const { application } = await ready;
await application.commands.set([{ name: 'search', description: 'Echo', options: [query] }]);
process.stdout.write('Connected.\n');
