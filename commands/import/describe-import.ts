import type { ImportWarning } from '../../src/corpus/corpus-store.ts';
import type { ImportSummary } from '../../src/corpus/import/import.ts';
import type { ImportId } from '../../src/corpus/import/import-undo.ts';
import { describeInferredYears } from '../../src/reply/describe-inferred-years.ts';
import { cutText } from '../../src/reply/fit/cut-text.ts';
import { shrinkReply } from '../../src/reply/fit/fit-reply.ts';
import { type Line, line, small } from '../../src/reply/markup.ts';
import { describeCount } from '../../src/reply/papers/describe-corpus.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';

/** Warnings in the message; where there are more, all of them are in a file. */
const maxShown = 5;

/** What is kept of each where the message would be too long. */
const floors = { name: 60, warning: 80 } as const;

const warningsFile = 'warnings.txt';

/** What an import brought, with a button that takes it back. */
export function describeImport(
  name: string,
  summary: ImportSummary & { readonly id: ImportId },
): Reply {
  const { warnings } = summary;
  const shown = warnings.slice(0, maxShown);
  const isCut = warnings.length > maxShown;
  const inferred = describeInferredYears(summary.inferredYears);
  const reply: Reply = {
    framed: true,
    blocks: [
      {
        kind: 'text',
        lines: [
          line('Imported ', { bold: cutText(name, floors.name) }, `: ${describeCounts(summary)}.`),
          ...(inferred ? [small(inferred)] : []),
          ...shown.map((warning) => warningLine(name, warning)),
          ...(isCut
            ? [small(`${describeCount(warnings.length, 'warning')} in all, listed in the file.`)]
            : []),
        ],
      },
      ...(isCut ? [{ kind: 'file', file: warningsFile } as const] : []),
      {
        kind: 'buttons',
        buttons: [{ label: 'Undo', press: { action: 'undo', args: [summary.id] } }],
      },
      {
        kind: 'text',
        lines: [small('You can undo this for an hour. Papers that are in use by then are kept.')],
      },
    ],
    ...(isCut && {
      files: [
        {
          name: warningsFile,
          content: Buffer.from(`${warnings.map((each) => describe(name, each)).join('\n')}\n`),
        },
      ],
    }),
  };
  const fitting = shrinkReply(reply);
  if (!fitting) {
    throw new RangeError('the summary of an import does not fit one message');
  }
  return fitting;
}

/** Why nothing was found in a file, in its first sentences. */
export function describeNothing({ warnings }: ImportSummary): UserError {
  const reasons = warnings.slice(0, 2).map(({ message }) => cutText(message, 600));
  return new UserError('nothing-to-import', ['Nothing was imported.', ...reasons].join(' '));
}

function describeCounts({ pages, listings, papers }: ImportSummary): string {
  const found =
    pages > 0 ? `${describeCount(pages, 'page')} with ${describeCount(listings, 'listing')}, ` : '';
  return `${found}${describeCount(papers.new, 'new paper')}, ${papers.known} known`;
}

function warningLine(name: string, warning: ImportWarning): Line {
  return { ...small(describe(name, warning)), shrinkTo: floors.warning };
}

/** The file is named only where it is not the one that was given. */
function describe(name: string, { file, line: at, message }: ImportWarning): string {
  const where = [file === name ? '' : file, at === undefined ? '' : `line ${at}`].filter(Boolean);
  return where.length > 0 ? `${where.join(', ')}: ${message}` : message;
}
