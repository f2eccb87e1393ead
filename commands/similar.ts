import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type Call, defineCommand } from '../src/command/define-command.ts';
import type { Paper } from '../src/corpus/paper.ts';
import { readingLine } from '../src/reply/papers/describe-corpus.ts';
import { listHits } from '../src/reply/papers/list-hits.ts';
import { paperList } from '../src/reply/papers/paper-list.ts';
import type { Reply } from '../src/reply/reply.ts';
import { requirePaper, requireTitle } from '../src/reply/require-paper.ts';
import type { SeenBy } from '../src/reply/saved/react-to-save.ts';
import { markSaved, seenByOf } from './saved/mark-saved.ts';

const shown = 5;

export default defineCommand({
  data: {
    name: 'similar',
    description: 'List the papers most similar to one',
    options: [
      {
        name: 'title',
        description: 'Words of its title, its arXiv number, DOI or link',
        type: Option.String,
        required: true,
        autocomplete: true,
        max_length: 500,
      },
      {
        name: 'share',
        description: 'Show the answer to everybody in the channel',
        type: Option.Boolean,
      },
    ],
  },
  visibility: ({ share }) => (share ? 'shared' : 'private'),
  async autocomplete({ offprint }, { typed }) {
    const titles = await offprint.search.suggestTitles(typed);
    return titles.map(({ id, title }) => ({ name: title, value: id }));
  },
  async run(call) {
    const { corpus, search } = call.offprint;
    const { title, share } = call.options;
    const paper = await requireTitle(corpus, search, title);
    return showSimilar(call, paper, seenByOf(call, share));
  },
  actions: {
    show: {
      answers: 'private',
      run: async (call, [id]) =>
        showSimilar(call, await requirePaper(call.offprint.corpus, id), 'reader'),
    },
  },
});

async function showSimilar(call: Call, paper: Paper, seenBy: SeenBy): Promise<Reply> {
  const { corpus, search } = call.offprint;
  const hits = await search.similar(paper.id, shown);
  const near = hits.length > 0 ? 'Papers similar to ' : 'No papers are similar to ';
  const heading = { spans: [near, { italic: paper.title }], shrinkTo: 80 } as const;
  return paperList(
    [{ ...heading, as: 'subheading' }, ...readingLine(call.offprint.isImporting())],
    await markSaved(call, await listHits(corpus, search, hits), seenBy),
    [],
    seenBy,
  );
}
