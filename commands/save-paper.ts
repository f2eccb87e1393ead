import { ApplicationCommandType } from 'discord-api-types/v10';
import { defineMessageCommand } from '../src/command/define-command.ts';
import { limits } from '../src/reply/fit/limits.ts';
import { line, small } from '../src/reply/markup.ts';
import { UserError } from '../src/reply/user-error.ts';
import { arxiv, notInCorpus } from './find-papers/look-up.ts';
import { papersInMessage } from './find-papers/papers-in-message.ts';
import { saveAndShow } from './saved/buttons/save.ts';

export default defineMessageCommand({
  data: { name: 'Save paper', type: ApplicationCommandType.Message },
  visibility: 'private',
  async run(call, message) {
    const { papers: named, numbers } = await papersInMessage(call, message);
    const missing =
      numbers.length > 0 ? describeMissing(numbers, call.offprint.lookUp !== undefined) : undefined;
    const [first, ...others] = named;
    if (!first) {
      throw nothingFound(missing);
    }
    const note = missing === undefined ? [] : [small(missing)];
    if (others.length === 0) {
      return saveAndShow(call, first, note);
    }
    const papers = [first, ...others].slice(0, limits.selectOptions);
    return {
      blocks: [
        { kind: 'text', lines: [line(`This message names ${papers.length} papers.`), ...note] },
        {
          kind: 'select',
          press: { command: 'saved', action: 'choose' },
          placeholder: 'Choose one to save',
          of: papers.map(({ id, title }) => ({ label: title, value: id })),
        },
      ],
    };
  },
});

function nothingFound(missing: string | undefined): UserError {
  return missing === undefined
    ? new UserError(
        'no-paper-in-message',
        'I find no paper of my corpus in this message: no arXiv number, no link to one, no whole title.',
      )
    : new UserError('number-not-in-corpus', missing);
}

function describeMissing(numbers: readonly string[], canLookUp: boolean): string {
  const sentence = notInCorpus(numbers.map(arxiv));
  return canLookUp ? `${sentence} Find papers, in the same menu, looks further.` : sentence;
}
