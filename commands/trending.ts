import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { z } from 'zod';
import { type Call, defineCommand } from '../src/command/define-command.ts';
import { pagedView } from '../src/command/paged-view.ts';
import { utcDayOf } from '../src/corpus/days.ts';
import { answerList } from '../src/reply/papers/answer-list.ts';
import type { Reply } from '../src/reply/reply.ts';
import { listTrending } from '../src/trending/list-papers.ts';
import { marksOf, seenByOf } from './saved/mark-saved.ts';
import { readTopic, suggestTopics, topicOption } from './search/topic-option.ts';

const trendingView = z.object({
  topic: z.string().optional(),
  /** Others see the message: it stays, and its buttons answer the presser privately. */
  shared: z.boolean().optional(),
});

type TrendingView = z.infer<typeof trendingView>;

const pages = pagedView('trending', trendingView, showPage);

export default defineCommand({
  data: {
    name: 'trending',
    description: 'Papers that get more attention than usual, and why',
    options: [
      topicOption,
      {
        name: 'share',
        description: 'Show the answer to everybody in the channel',
        type: Option.Boolean,
      },
    ],
  },
  visibility: ({ share }) => (share ? 'shared' : 'private'),
  async autocomplete({ offprint }, { typed }) {
    return suggestTopics(offprint, typed);
  },
  async run(call) {
    const { topic, share } = call.options;
    const named = await readTopic(call.offprint, topic);
    return showPage(call, { topic: named, shared: share }, 0);
  },
  actions: pages.actions,
});

async function showPage(call: Call, view: TrendingView, page: number): Promise<Reply> {
  const { offprint, now, server, person } = call;
  const today = utcDayOf(now);
  const { topic } = view;
  const seenBy = seenByOf(call, view.shared);
  const answer = await listTrending(offprint, {
    today,
    topic,
    server: server?.id,
    reader: view.shared ? undefined : person.id,
  });
  const ids = answer.hits.map(({ paper }) => paper.id);
  return answerList(answer, {
    heading: '🔥 Trending',
    today,
    topic,
    nothing: 'Nothing is trending right now.',
    marks: await marksOf(call, ids, seenBy),
    seenBy,
    reading: offprint.isImporting(),
    page,
    pageRef: (to) => pages.pageRef(call, view, to),
  });
}
