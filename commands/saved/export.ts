import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineSubcommand } from '../../src/command/define-command.ts';
import { type ExportFormat, exportFormats } from '../../src/library/export/export-papers.ts';
import { line, small } from '../../src/reply/markup.ts';
import { describeCount } from '../../src/reply/papers/describe-corpus.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { queryOf, savedView, suggestTags, whoOptions } from './list.ts';

const formatNames: Readonly<Record<ExportFormat, string>> = {
  bibtex: 'BibTeX',
  ris: 'RIS',
  csv: 'CSV, for spreadsheets',
  markdown: 'Markdown',
  json: 'JSON',
};

/** Discord's default limit for a file of a bot, in bytes. */
const maxBytes = 10 * 1024 * 1024;

export default defineSubcommand({
  data: {
    name: 'export',
    description: 'Export saved papers as a file',
    type: Option.Subcommand,
    options: [
      {
        name: 'format',
        description: 'BibTeX or RIS for Zotero and LaTeX, CSV for spreadsheets',
        type: Option.String,
        required: true,
        choices: exportFormats.map((format) => ({ name: formatNames[format], value: format })),
      },
      ...whoOptions,
    ],
  },
  visibility: () => 'private',
  autocomplete: (call, { typed }) => suggestTags(call, typed),
  async run(call) {
    const { format, ...rest } = call.options;
    const chosen = exportFormats.find((each) => each === format);
    if (!chosen) {
      throw new UserError('invalid-format', `The formats are: ${exportFormats.join(', ')}.`);
    }
    const query = await queryOf(call, savedView.parse(rest));
    const { name, content, papers, missing } = await call.offprint.library.exportSaved(
      query,
      chosen,
    );
    if (papers === 0) {
      throw new UserError('nothing-to-export', 'There are no saved papers to export.');
    }
    if (content.byteLength > maxBytes) {
      throw new UserError(
        'file-too-large',
        'This export is too large for Discord. Narrow it down with a tag or a teammate.',
      );
    }
    return {
      blocks: [
        {
          kind: 'text',
          lines: [
            line(`${describeCount(papers, 'paper')} as ${formatNames[chosen]}.`),
            ...(missing.length > 0 ? [small(`${missing.join('; ')}.`)] : []),
          ],
        },
        { kind: 'file', file: name },
      ],
      files: [{ name, content }],
    };
  },
});
