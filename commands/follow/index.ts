import { ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import { defineCommandGroup } from '../../src/command/define-command.ts';
import author from './author.ts';
import keyword from './keyword.ts';
import list, { resumeFollowing } from './list.ts';
import stop from './stop.ts';
import topic from './topic.ts';

export default defineCommandGroup({
  data: {
    name: 'follow',
    description: 'Get papers on topics, keywords and authors you follow by direct message',
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  },
  subcommands: [topic, keyword, author, list, stop],
  actions: { resume: { answers: 'update', run: resumeFollowing } },
});
