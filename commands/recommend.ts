import { type Call, defineCommand } from '../src/command/define-command.ts';
import type { PaperId } from '../src/corpus/paper.ts';
import { savesNeeded } from '../src/library/recommend.ts';
import { cutText } from '../src/reply/fit/cut-text.ts';
import { describeCount } from '../src/reply/papers/describe-corpus.ts';
import { recommendedPapers } from '../src/reply/papers/recommended-papers.ts';
import type { Reply } from '../src/reply/reply.ts';
import { requirePaper } from '../src/reply/require-paper.ts';
import { UserError } from '../src/reply/user-error.ts';
import { marksOf } from './saved/mark-saved.ts';
import { keyOf, libraryOfCall } from './saved/my-save.ts';

const shown = 5;

export default defineCommand({
  data: { name: 'recommend', description: 'Papers close to what you saved' },
  visibility: () => 'private',
  run: (call) => showRecommended(call),
  actions: {
    pass: {
      answers: 'update',
      async run(call, [id]) {
        const paper = await requirePaper(call.offprint.corpus, id);
        await call.offprint.library.passOver(keyOf(call, paper.id));
        return showRecommended(call);
      },
    },
  },
});

async function showRecommended(call: Call): Promise<Reply> {
  const { library, corpus } = call.offprint;
  const found = await library.recommend(libraryOfCall(call), call.person.id, shown);
  if (found.is === 'too-few-saves') {
    throw new UserError(
      'too-few-saves',
      `I recommend from ${savesNeeded} saves on; you have ${describeCount(found.saves, 'save')} here. Press Save on a card, or react to one.`,
    );
  }
  if (found.papers.length === 0) {
    throw new UserError(
      'nothing-to-recommend',
      'There is nothing close to what you saved that you have not seen yet.',
    );
  }
  const ids = found.papers.flatMap(({ paper, closeTo }) => [paper, closeTo]);
  const byId = new Map((await corpus.papers(ids)).map((paper) => [paper.id, paper]));
  const marks = await marksOf(call, ids);
  const titleOf = (id: PaperId) => cutText(byId.get(id)?.title ?? '', 80);
  return recommendedPapers(
    found.papers.flatMap(({ paper: id, closeTo }, at) => {
      const paper = byId.get(id);
      return paper
        ? [{ place: at + 1, paper, closeTo: titleOf(closeTo), mark: marks.get(id) }]
        : [];
    }),
    call.offprint.isImporting(),
  );
}
