import { Client, Events, MessageFlags } from 'discord.js';

// What any bot on discord.js costs: it answers /search with the query, and does nothing else.
const { DISCORD_TOKEN = '', DISCORD_API_URL = '' } = process.env;
const client = new Client({ intents: [], rest: { api: DISCORD_API_URL } });

client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  const content = interaction.options.getString('query', true);
  const allowedMentions = { parse: [] };
  await interaction.reply({ content, allowedMentions, flags: MessageFlags.Ephemeral });
});

client.once(Events.ClientReady, async ({ application }) => {
  const query = { type: 3, name: 'query', description: 'What to echo', required: true } as const;
  await application.commands.set([{ name: 'search', description: 'Echo', options: [query] }]);
  process.stdout.write('Connected.\n');
});

await client.login(DISCORD_TOKEN);
