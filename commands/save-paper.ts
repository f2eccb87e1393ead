import { ApplicationCommandType } from 'discord-api-types/v10';
import {
  type Call,
  defineMessageCommand,
  type TargetMessage,
} from '../src/command/define-command.ts';
import type { Paper } from '../src/corpus/paper.ts';
import { findPapersInText } from '../src/corpus/text/find-in-text.ts';
import { limits } from '../src/reply/fit/limits.ts';
import { line } from '../src/reply/markup.ts';
import { UserError } from '../src/reply/user-error.ts';
import { saveAndShow } from './saved/buttons/save.ts';

/** Papers near a text that are looked at for being named in it. */
const near = 30;

export default defineMessageCommand({
  data: { name: 'Save paper', type: ApplicationCommandType.Message },
  visibility: 'private',
  async run(call, message) {
    const [first, ...others] = await papersOf(call, message);
    if (!first) {
      throw new UserError(
        'no-paper-in-message',
        'I find no paper of my corpus in this message: no arXiv number, no link to one, no whole title.',
      );
    }
    if (others.length === 0) {
      return saveAndShow(call, first);
    }
    const papers = [first, ...others].slice(0, limits.selectOptions);
    return {
      blocks: [
        { kind: 'text', lines: [line(`This message names ${papers.length} papers.`)] },
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

/** The papers one of our own messages shows, else those somebody's text names. */
async function papersOf({ offprint }: Call, { id, content }: TargetMessage): Promise<Paper[]> {
  const { corpus, search, library } = offprint;
  const shown = await library.saving.shownMessage(id);
  if (shown) {
    return corpus.papers(shown.papers);
  }
  return findPapersInText(corpus, content, async (text) => {
    const { hits } = await search.find({ text, limit: near, asTyped: true });
    return corpus.papers(hits.map((hit) => hit.id));
  });
}
