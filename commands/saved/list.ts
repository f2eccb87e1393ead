import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { z } from 'zod';
import { type Call, defineSubcommand } from '../../src/command/define-command.ts';
import { pagedView } from '../../src/command/paged-view.ts';
import {
  type ListQuery,
  type SavedHit,
  type SavedPaper,
  savedSorts,
  type Whose,
} from '../../src/library/library-queries.ts';
import { readingStates } from '../../src/library/saves/save.ts';
import { readTag } from '../../src/library/saves/tag.ts';
import { type Line, line, type Span } from '../../src/reply/markup.ts';
import { describeCount } from '../../src/reply/papers/describe-corpus.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { type SavedRow, savedList } from '../../src/reply/saved/saved-list.ts';
import { stateNames } from '../../src/reply/saved/saved-panel.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { libraryOfCall } from './my-save.ts';

const pageSize = 5;

/** Which saves, as buttons carry it: everything but the page. */
export const savedView = z.object({
  who: z.enum(['mine', 'team']).optional(),
  teammate: z.string().optional(),
  tag: z.string().optional(),
  state: z.enum(readingStates).optional(),
  sort: z.enum(savedSorts).optional(),
  /** Ranked by these words instead of sorted. */
  text: z.string().optional(),
});

/** What a list of saved papers was asked with, kept for its buttons. */
export type SavedView = z.infer<typeof savedView>;

/** The pages of a list of saved papers. */
export const savedPages = pagedView('saved list', savedView, showSaved);

/** Whose saves; the same options in every subcommand that takes them. */
export const whoOptions = [
  {
    name: 'who',
    description: 'Yours or the whole team’s (default: yours)',
    type: Option.String,
    choices: [
      { name: 'Yours', value: 'mine' },
      { name: 'The team’s', value: 'team' },
    ],
  },
  { name: 'teammate', description: 'One teammate’s saves instead', type: Option.User },
  {
    name: 'tag',
    description: 'Only papers with this tag',
    type: Option.String,
    autocomplete: true,
    max_length: 100,
  },
] as const;

export default defineSubcommand({
  data: {
    name: 'list',
    description: 'List papers saved by you, a teammate or the team',
    type: Option.Subcommand,
    options: [
      ...whoOptions,
      {
        name: 'state',
        description: 'Only papers with this reading state of yours',
        type: Option.String,
        choices: readingStates.map((state) => ({ name: stateNames[state], value: state })),
      },
      {
        name: 'sort',
        description: 'Sort order (default: newest first)',
        type: Option.String,
        choices: [
          { name: 'Newest first', value: 'newest' },
          { name: 'Oldest first', value: 'oldest' },
          { name: 'By title', value: 'title' },
          { name: 'Most saved first', value: 'most-saved' },
        ],
      },
    ],
  },
  visibility: () => 'private',
  autocomplete: (call, { typed }) => suggestTags(call, typed),
  run: (call) => showSaved(call, savedView.parse(call.options), 0),
});

/** Tags in use on this shelf, most used first. */
export async function suggestTags(call: Call, typed: string) {
  const tags = await call.offprint.library.queries.tags(libraryOfCall(call));
  const wanted = readTag(typed) ?? '';
  return tags
    .filter(({ tag }) => tag.includes(wanted))
    .map(({ tag, papers }) => ({ name: `${tag} (${papers})`, value: tag }));
}

/** A page of what is saved. */
export async function showSaved(call: Call, view: SavedView, page: number): Promise<Reply> {
  const { corpus } = call.offprint;
  const hits = await findSaved(call, view);
  const offset = page * pageSize;
  const shown = hits.slice(offset, offset + pageSize);
  const papers = await corpus.papers(shown.map(({ saved }) => saved.paper));
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const rows = shown.flatMap((hit, at): SavedRow[] => {
    const paper = byId.get(hit.saved.paper);
    return paper ? [{ place: offset + at + 1, paper, ...hit }] : [];
  });
  return savedList({
    heading: headingOf(view, hits.length),
    rows,
    server: call.server?.id,
    reader: view.who === 'team' && !view.teammate ? call.person.id : undefined,
    back: page > 0 ? await savedPages.pageRef(call, view, page - 1) : undefined,
    next:
      hits.length > offset + pageSize ? await savedPages.pageRef(call, view, page + 1) : undefined,
  });
}

/**
 * What a view means to this caller.
 * @throws {UserError} where it is a teammate's who does not want to be named, or no tag.
 */
export async function queryOf(call: Call, view: SavedView): Promise<ListQuery> {
  const { tag, state, sort } = view;
  return {
    library: libraryOfCall(call),
    asker: call.person.id,
    whose: await whoseOf(call, view),
    ...(tag && { tag: requireTag(tag) }),
    state,
    sort,
  };
}

/** Reads a tag. @throws {UserError} if it is not a valid one. */
export function requireTag(typed: string): string {
  const tag = readTag(typed);
  if (tag) {
    return tag;
  }
  throw new UserError(
    'invalid-tag',
    'A tag is one or a few words with at most 40 characters, such as reward-hacking.',
  );
}

async function whoseOf(call: Call, { who, teammate }: SavedView): Promise<Whose> {
  if (!teammate) {
    return who ?? 'mine';
  }
  if (teammate === call.person.id) {
    return 'mine';
  }
  if (!call.server) {
    throw new UserError('server-only', 'Use this in a server to see a teammate’s saves.');
  }
  if (await call.offprint.library.queries.maySee(call.person.id, teammate)) {
    return { person: teammate };
  }
  throw new UserError('private-saves', 'This teammate keeps their saves private.');
}

async function findSaved(call: Call, view: SavedView): Promise<readonly SavedHit[]> {
  const { queries: reading } = call.offprint.library;
  const query = await queryOf(call, view);
  if (view.text !== undefined) {
    return reading.search(query, view.text);
  }
  const listed: readonly SavedPaper[] = await reading.list(query);
  return listed.map((saved) => ({ saved, inNote: false }));
}

function headingOf(view: SavedView, total: number): Line {
  const { who, teammate, tag, state, text } = view;
  const whose: Span[] = teammate
    ? [' saved by ', { person: teammate }]
    : [who === 'team' ? ' saved by the team' : ' saved by you'];
  const filters = [tag && `#${tag}`, state && stateNames[state].toLowerCase()].filter(Boolean);
  return {
    ...line(
      total === 0 ? 'No paper' : describeCount(total, 'paper'),
      ...whose,
      ...(filters.length > 0 ? [` · ${filters.join(' · ')}`] : []),
      ...(text ? [' for ', { italic: text }] : []),
    ),
    as: 'subheading',
    shrinkTo: 80,
  };
}
