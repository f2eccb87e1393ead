import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { z } from 'zod';
import { type Call, defineCommand } from '../../src/command/define-command.ts';
import { pagedView } from '../../src/command/paged-view.ts';
import { suggestSince } from '../../src/corpus/typed-day/read-since.ts';
import { limits } from '../../src/reply/fit/limits.ts';
import { listHits } from '../../src/reply/papers/list-hits.ts';
import {
  nothingFound,
  type SearchWays,
  searchResults,
} from '../../src/reply/papers/search-results.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { requireSince } from '../../src/reply/require-since.ts';
import type { SearchResults } from '../../src/search/search.ts';
import { markSaved, seenByOf } from '../saved/mark-saved.ts';
import { authorOption, readAuthor, suggestAuthors } from './author-option.ts';
import { requireTyped, requireUnderstood } from './require-query.ts';
import { sinceOption } from './since-option.ts';
import { suggestQueries } from './suggest-queries.ts';
import { readTopic, suggestTopics, topicOption } from './topic-option.ts';

const pageSize = 5;

/** A search that buttons lead back to: everything but the page. */
const searchView = z.object({
  text: z.string(),
  topic: z.string().optional(),
  author: z.string().optional(),
  since: z.string().optional(),
  hasCode: z.boolean().optional(),
  asTyped: z.boolean().optional(),
  /** Others see the message: it stays, and its buttons answer the presser privately. */
  shared: z.boolean().optional(),
});

type SearchView = z.infer<typeof searchView>;

const pages = pagedView('search', searchView, showPage);

export default defineCommand({
  data: {
    name: 'search',
    description: 'Find papers by what they are about',
    options: [
      {
        name: 'query',
        description:
          'Words, a question, an author, arXiv number or link; "exact", -without, AND, OR',
        type: Option.String,
        required: true,
        autocomplete: true,
        max_length: 1000,
      },
      topicOption,
      authorOption,
      sinceOption,
      {
        name: 'has_code',
        description: 'Only papers with (or without) a link to code',
        type: Option.Boolean,
      },
      {
        name: 'share',
        description: 'Show the answer to everybody in the channel',
        type: Option.Boolean,
      },
    ],
  },
  visibility: ({ share }) => (share ? 'shared' : 'private'),
  async autocomplete({ offprint, now }, { name, typed }) {
    if (name === 'query') {
      return suggestQueries(offprint, typed);
    }
    if (name === 'since') {
      return suggestSince(typed, now);
    }
    if (name === 'author') {
      return suggestAuthors(offprint, typed, limits.choiceText);
    }
    return suggestTopics(offprint, typed);
  },
  async run(call) {
    const { offprint, options, now } = call;
    const { query, topic, author, since, has_code, share } = options;
    requireTyped(query);
    const view: SearchView = {
      text: query,
      topic: await readTopic(offprint, topic),
      author: author?.trim() && (await readAuthor(offprint, author.trim())),
      since: since && requireSince(since, now),
      hasCode: has_code,
      shared: share,
    };
    return showPage(call, view, 0);
  },
  actions: {
    ...pages.actions,
    topic: {
      answers: 'private',
      run: (call) => showPage(call, { text: '', topic: call.values[0] }, 0),
    },
    keyword: {
      answers: 'private',
      run: (call) => showPage(call, { text: call.values[0] ?? '' }, 0),
    },
  },
});

async function showPage(call: Call, view: SearchView, page: number): Promise<Reply> {
  const { offprint } = call;
  const { search, corpus } = offprint;
  const reading = offprint.isImporting();
  const { text, asTyped, shared: _, ...filter } = view;
  const offset = page * pageSize;
  const results = await search.find({ text, filter, asTyped, offset, limit: pageSize });
  requireUnderstood(results);
  const ways = await waysFrom(call, view, page, results);
  const seenBy = seenByOf(call, view.shared);
  if (results.hits.length === 0) {
    return nothingFound(view, results, ways, reading, seenBy);
  }
  const listed = await listHits(corpus, search, results.hits, offset + 1);
  const marked = await markSaved(call, listed, seenBy);
  return searchResults(view, results, marked, ways, reading, seenBy);
}

/** Buttons that lead on from a page, each only where it leads somewhere. */
async function waysFrom(
  call: Call,
  view: SearchView,
  page: number,
  { total, correctedTo, nearest }: SearchResults,
): Promise<SearchWays> {
  const lead = (to: SearchView, toPage = 0) => pages.pageRef(call, to, toPage);
  const { text, shared } = view;
  return {
    back: page > 0 ? await lead(view, page - 1) : undefined,
    next: total > (page + 1) * pageSize ? await lead(view, page + 1) : undefined,
    asTyped: correctedTo ? await lead({ ...view, asTyped: true }) : undefined,
    nearest: nearest?.query ? await lead({ ...view, text: nearest.query }) : undefined,
    withoutFilter: nearest?.withoutFilter ? await lead({ text, shared }) : undefined,
  };
}
