import { ApplicationCommandType } from 'discord-api-types/v10';
import { defineMessageCommand } from '../src/command/define-command.ts';
import { limits } from '../src/reply/fit/limits.ts';
import { type Line, line, small } from '../src/reply/markup.ts';
import { describeUnfound, noPaperHas } from './find-papers/describe-unfound.ts';
import { showFound } from './find-papers/index.ts';
import { type PapersInMessage, papersInMessage } from './find-papers/papers-in-message.ts';
import { saveAndShow } from './saved/buttons/save.ts';

export default defineMessageCommand({
  data: { name: 'Save paper', type: ApplicationCommandType.Message },
  visibility: 'private',
  async run(call, message) {
    const found = await papersInMessage(call, message);
    const [first, ...others] = found.papers;
    if (!first) {
      // What has to be looked up is shown before it is added.
      return showFound(call, found);
    }
    const notes = describeOthers(found, call.offprint.lookUp !== undefined);
    if (others.length === 0) {
      return saveAndShow(call, first, notes);
    }
    const papers = [first, ...others].slice(0, limits.selectOptions);
    return {
      blocks: [
        { kind: 'text', lines: [line(`This message names ${papers.length} papers.`), ...notes] },
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

/** What the message holds besides the papers that are here. */
function describeOthers({ numbers, unfound }: PapersInMessage, canLookUp: boolean): Line[] {
  const lookUp = canLookUp ? ' “Find papers”, in the same menu, looks it up.' : '';
  const sentences = [
    ...(numbers.length > 0 ? [`${noPaperHas('arXiv number', numbers)}${lookUp}`] : []),
    ...describeUnfound(unfound),
  ];
  return sentences.map((sentence) => ({ ...small(sentence), shrinkTo: 150 }));
}
