import { ApplicationCommandType } from 'discord-api-types/v10';
import {
  type Call,
  defineMessageCommand,
  type TargetMessage,
} from '../src/command/define-command.ts';
import type { Paper } from '../src/corpus/paper.ts';
import { findPapersInText, numbersNotInCorpus } from '../src/corpus/text/find-in-text.ts';
import { limits } from '../src/reply/fit/limits.ts';
import { line, small } from '../src/reply/markup.ts';
import { UserError } from '../src/reply/user-error.ts';
import { saveAndShow } from './saved/buttons/save.ts';

/** Papers near a text that are looked at for being named in it. */
const near = 30;

export default defineMessageCommand({
  data: { name: 'Save paper', type: ApplicationCommandType.Message },
  visibility: 'private',
  async run(call, message) {
    const { papers: named, missing } = await papersOf(call, message);
    const [first, ...others] = named;
    if (!first) {
      throw nothingFound(missing);
    }
    const note = missing.length > 0 ? [small(describeMissing(missing))] : [];
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

function nothingFound(missing: readonly string[]): UserError {
  return missing.length > 0
    ? new UserError('number-not-in-corpus', describeMissing(missing))
    : new UserError(
        'no-paper-in-message',
        'I find no paper of my corpus in this message: no arXiv number, no link to one, no whole title.',
      );
}

/** Numbers that are named one by one. */
const maxNamed = 5;

function describeMissing(numbers: readonly string[]): string {
  const named = numbers.slice(0, maxNamed).map((number) => `arXiv:${number}`);
  const more = numbers.length - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  const last = all.pop() ?? '';
  const list = all.length > 0 ? `${all.join(', ')} and ${last}` : last;
  return `${list} ${numbers.length === 1 ? 'is' : 'are'} not in my corpus.`;
}

/** Papers that a message names, and the arXiv numbers in it that the corpus has not. */
interface NamedPapers {
  readonly papers: readonly Paper[];
  readonly missing: readonly string[];
}

/** The papers one of our own messages shows, else those somebody's text names. */
async function papersOf({ offprint }: Call, { id, content }: TargetMessage): Promise<NamedPapers> {
  const { corpus, search, library } = offprint;
  const shown = await library.saving.shownMessage(id);
  if (shown) {
    return { papers: await corpus.papers(shown.papers), missing: [] };
  }
  const papers = await findPapersInText(corpus, content, async (text) => {
    const { hits } = await search.find({ text, limit: near, asTyped: true });
    return corpus.papers(hits.map((hit) => hit.id));
  });
  return { papers, missing: await numbersNotInCorpus(corpus, content) };
}
