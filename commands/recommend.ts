import { type Call, defineCommand } from '../src/command/define-command.ts';
import type { PaperId } from '../src/corpus/paper.ts';
import { savesNeeded } from '../src/library/recommend.ts';
import { cutText } from '../src/reply/fit/cut-text.ts';
import { recommendedPapers } from '../src/reply/papers/recommended-papers.ts';
import type { Reply } from '../src/reply/reply.ts';
import { requirePaper } from '../src/reply/require-paper.ts';
import { UserError } from '../src/reply/user-error.ts';
import { marksOf } from './saved/mark-saved.ts';
import { keyOf, libraryOfCall } from './saved/my-save.ts';

const shown = 5;

export default defineCommand({
  data: { name: 'recommend', description: 'Papers similar to those you saved' },
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
      `Recommendations need at least ${savesNeeded} saved papers, and you have saved ${found.saves} here. Press Save on a paper, or react to it.`,
    );
  }
  if (found.papers.length === 0) {
    throw new UserError(
      'nothing-to-recommend',
      'There are no more papers similar to those you saved.',
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
