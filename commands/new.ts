import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { z } from 'zod';
import { type Call, defineCommand } from '../src/command/define-command.ts';
import { pagedView } from '../src/command/paged-view.ts';
import { utcDayOf } from '../src/corpus/days.ts';
import { readSince, suggestSince } from '../src/corpus/typed-day/read-since.ts';
import { answerList } from '../src/reply/papers/answer-list.ts';
import type { Reply } from '../src/reply/reply.ts';
import { requireSince } from '../src/reply/require-since.ts';
import { listNew } from '../src/trending/list-papers.ts';
import { marksOf, seenByOf } from './saved/mark-saved.ts';
import { sinceOption } from './search/since-option.ts';
import { readTopic, suggestTopics, topicOption } from './search/topic-option.ts';

const newView = z.object({
  topic: z.string().optional(),
  since: z.string().optional(),
  /** Others see the message: it stays, and its buttons answer the presser privately. */
  shared: z.boolean().optional(),
});

type NewView = z.infer<typeof newView>;

const pages = pagedView('new', newView, showPage);

export default defineCommand({
  data: {
    name: 'new',
    description: 'Recent papers',
    options: [
      {
        ...sinceOption,
        description: 'First seen since: 3 days, last week, Sep 2025, or a date',
      },
      topicOption,
      {
        name: 'share',
        description: 'Show the answer to everybody in the channel',
        type: Option.Boolean,
      },
    ],
  },
  visibility: ({ share }) => (share ? 'shared' : 'private'),
  async autocomplete({ offprint, now }, { name, typed }) {
    if (name === 'since') {
      return suggestSince(typed, now);
    }
    return suggestTopics(offprint, typed);
  },
  async run(call) {
    const { topic, since, share } = call.options;
    if (since !== undefined) {
      requireSince(since, call.now);
    }
    const named = await readTopic(call.offprint, topic);
    return showPage(call, { topic: named, since, shared: share }, 0);
  },
  actions: pages.actions,
});

async function showPage(call: Call, view: NewView, page: number): Promise<Reply> {
  const { offprint, now } = call;
  const today = utcDayOf(now);
  const { topic, since } = view;
  const sinceOn =
    since === undefined ? undefined : (on: string) => readSince(since, new Date(on)) ?? on;
  const answer = await listNew(offprint, { today, topic, sinceOn });
  const ids = answer.hits.map(({ paper }) => paper.id);
  const seenBy = seenByOf(call, view.shared);
  return answerList(answer, {
    heading: '🆕 New',
    today,
    topic,
    nothing: 'There are no new papers.',
    marks: await marksOf(call, ids, seenBy),
    seenBy,
    reading: offprint.isImporting(),
    page,
    pageRef: (to) => pages.pageRef(call, view, to),
  });
}
