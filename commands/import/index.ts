import {
  ApplicationIntegrationType,
  InteractionContextType,
  ApplicationCommandOptionType as Option,
} from 'discord-api-types/v10';
import { defineCommand } from '../../src/command/define-command.ts';
import { describeImport, describeNothing } from './describe-import.ts';
import { requireCurator } from './require-curator.ts';
import { undo } from './undo.ts';

/** Bytes, as much as Discord takes from everybody. */
const largestFile = 10 * 1024 * 1024;

export default defineCommand({
  data: {
    name: 'import',
    description: 'For managers: add papers from a file',
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      {
        name: 'file',
        description:
          'A saved page (text, HTML, Markdown) or JSON, JSONL, BibTeX or RIS, up to 10 MB',
        type: Option.Attachment,
        required: true,
      },
    ],
  },
  visibility: () => 'private',
  async run(call) {
    const server = await requireCurator(call);
    const { file } = call.options;
    const { name } = file;
    const content = await file.read(largestFile);
    const by = { person: call.person.id, server };
    const summary = await call.offprint.importFile({ name, content }, by);
    if (summary.pages === 0 && summary.papers.new + summary.papers.known === 0) {
      throw describeNothing(summary);
    }
    return describeImport(name, summary);
  },
  actions: { undo: { answers: 'update', run: (call, [id]) => undo(call, id) } },
});
