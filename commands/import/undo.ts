import type { Call } from '../../src/command/define-command.ts';
import type { KeptBecause, UndoneImport } from '../../src/corpus/import/import-undo.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { shrinkReply } from '../../src/reply/fit/fit-reply.ts';
import { type Line, line, small } from '../../src/reply/markup.ts';
import { describeCount } from '../../src/reply/papers/describe-corpus.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { requireCurator } from './require-curator.ts';

/** Papers that stay and are named; the others are counted. */
const maxNamed = 5;

const reasons: Readonly<Record<KeptBecause, string>> = {
  saved: 'somebody saved it',
  discussed: 'it is being discussed',
  shown: 'a message links to it',
  listed: 'another page lists it',
  imported: 'it came with another import as well',
};

/** Takes an import back, and says what stays. */
export async function undo(call: Call, id = ''): Promise<Reply> {
  const { offprint } = call;
  const undone = await offprint.undoImport(id, await requireCurator(call));
  if (!undone) {
    throw new UserError(
      'undo-expired',
      'This import can no longer be undone: it was already undone, or it is more than an hour old.',
    );
  }
  const kept = await offprint.corpus.papers(undone.kept.map((each) => each.id));
  const reply: Reply = {
    framed: true,
    blocks: [{ kind: 'text', lines: [line(describeUndone(undone)), ...keptLines(undone, kept)] }],
  };
  return shrinkReply(reply) ?? reply;
}

function describeUndone({ pages, listings, papers, kept }: UndoneImport): string {
  if (pages + papers === 0) {
    return kept.length === 0
      ? 'Nothing to undo: everything was already here.'
      : 'Nothing was removed: the new papers are in use.';
  }
  const removed = [
    ...(pages > 0
      ? [`${describeCount(pages, 'page')} with ${describeCount(listings, 'listing')}`]
      : []),
    describeCount(papers, 'paper'),
  ];
  return `Undone: ${removed.join(' and ')} removed.`;
}

function keptLines({ kept }: UndoneImport, papers: readonly Paper[]): Line[] {
  const titles = new Map(papers.map(({ id, title }) => [id, title]));
  const named = kept.slice(0, maxNamed);
  const more = kept.length - named.length;
  return [
    ...named.map(({ id, because }) => ({
      ...small(`Kept, because ${reasons[because]}: `, titles.get(id) ?? ''),
      shrinkTo: 80,
    })),
    ...(more > 0 ? [small(`And ${describeCount(more, 'more paper')} in use.`)] : []),
  ];
}
