import { ApplicationCommandType } from 'discord-api-types/v10';
import {
  type Call,
  defineMessageCommand,
  type TargetMessage,
} from '../../src/command/define-command.ts';
import type { PaperRecord } from '../../src/corpus/corpus-store.ts';
import { paperOfRecord } from '../../src/corpus/records/paper-of-record.ts';
import { type Line, small } from '../../src/reply/markup.ts';
import { orStillReading } from '../../src/reply/papers/describe-corpus.ts';
import { paperCard } from '../../src/reply/papers/paper-card.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { showCard } from '../paper.ts';
import { addAndSave, addButton } from './add-and-save.ts';
import { describeUnfound } from './describe-unfound.ts';
import { listFound } from './list-found.ts';
import { lookUpAll } from './look-up.ts';
import { type PapersInMessage, papersInMessage } from './papers-in-message.ts';

export default defineMessageCommand({
  data: { name: 'Find papers', type: ApplicationCommandType.Message },
  visibility: 'private',
  run: findPapers,
  actions: { add: { answers: 'private', run: (call, [key]) => addAndSave(call, key) } },
});

async function findPapers(call: Call, message: TargetMessage): Promise<Reply> {
  return showFound(call, await papersInMessage(call, message));
}

/**
 * The papers of a message; numbers that no paper here has are looked up.
 * @throws {UserError} where it names none, with what it holds instead.
 */
export async function showFound(
  call: Call,
  { papers, numbers, unfound: others }: PapersInMessage,
): Promise<Reply> {
  const { records, sentences } = await lookUpAll(call, numbers);
  const unfound = [...sentences, ...describeUnfound(others)];
  const notes = unfound.map((sentence) => ({ ...small(sentence), shrinkTo: 150 }));
  const [paper] = papers;
  const [record] = records;
  if (papers.length + records.length > 1) {
    return listFound(call, { papers, records, notes });
  }
  if (paper) {
    return showCard(call, paper, 'private', notes);
  }
  if (record) {
    return foundCard(call, record, notes);
  }
  throw nothingFound(unfound, call.offprint.isImporting());
}

/** A paper that is not in the corpus, with the button that adds it. */
async function foundCard(call: Call, record: PaperRecord, notes: readonly Line[]): Promise<Reply> {
  const { papers: _, ...card } = paperCard(paperOfRecord(record), {
    lines: [small('Not in Offprint yet. “Add and save” adds it for everybody.'), ...notes],
    buttons: [await addButton(call, record)],
  });
  return card;
}

function nothingFound(unfound: readonly string[], reading: boolean): UserError {
  return unfound.length > 0
    ? new UserError('number-not-in-corpus', orStillReading(unfound.join(' '), reading))
    : new UserError(
        'no-paper-in-message',
        orStillReading(
          'No paper is named in this message: no arXiv number, DOI or link, and no full title of a paper in Offprint.',
          reading,
        ),
      );
}
