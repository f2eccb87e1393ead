import type { PaperId } from '../corpus/paper.ts';
import { parseQuery } from '../search/query/syntax/parse-query.ts';
import type { Passages, Search } from '../search/search.ts';
import { analyse } from '../search/text/analyse.ts';
import type { Discussion } from './discussion.ts';
import { isPersonal, type LibraryId, type PersonId } from './library-id.ts';
import type { LibraryStores } from './library-stores.ts';
import type { ReadingState, Save, SaveKey } from './saves/save.ts';

/** How a list of saved papers can be sorted. */
export const savedSorts = ['newest', 'oldest', 'title', 'most-saved'] as const;
/** One way to sort saved papers. */
export type SavedSort = (typeof savedSorts)[number];

/** Whose reading: one's own, a teammate's, or everybody's together. */
export type Whose = 'mine' | 'team' | { readonly person: PersonId };

/** Which saved papers are asked for, and by whom. */
export interface ListQuery {
  readonly library: LibraryId;
  /** Who asks: they see their own notes, and those that others share. */
  readonly asker: PersonId;
  readonly whose: Whose;
  readonly tag?: string | undefined;
  readonly state?: ReadingState | undefined;
  readonly sort?: SavedSort | undefined;
}

/** A saved paper as one person may see it. */
export interface SavedPaper {
  readonly paper: PaperId;
  /** When the latest from the saves that were asked for was made. */
  readonly savedAt: Date;
  /** How many saves of it there are among those asked for. */
  readonly saves: number;
  /** Whose these saves are. */
  readonly savedBy: SavedBy;
  readonly tags: readonly string[];
  /** The asker's own. */
  readonly state?: ReadingState;
  readonly note?: string;
  /** What others among those asked for wrote and share with the team, earliest first. */
  readonly teamNotes: readonly TeamNote[];
  /** The message whose reaction saved it, else the last in the server that showed it. */
  readonly message?: { readonly id: string; readonly channel: string };
  readonly discussion?: Discussion;
}

/** What others did with a paper, as far as they may be named. */
export interface SavedBy {
  readonly paper: PaperId;
  readonly count: number;
  /** Those who agree to be named, earliest first. */
  readonly named: readonly PersonId[];
  readonly mine: boolean;
}

/** A note that somebody shares with their team. */
export interface TeamNote {
  /** Absent where they do not want to be named. */
  readonly person?: PersonId;
  readonly note: string;
}

/** A hit among what is saved. */
export interface SavedHit extends Passages {
  readonly saved: SavedPaper;
  /** True where the asker's own note matches. */
  readonly inNote: boolean;
}

/** What can be asked of a library; each answer is what the asker may see. */
export interface LibraryQueries {
  /** Saved papers as the query sorts them. */
  list(query: ListQuery): Promise<readonly SavedPaper[]>;
  /** Saved papers that match, best first: their own texts, the asker's notes and those shared with them. */
  search(query: ListQuery, text: string): Promise<readonly SavedHit[]>;
  find(key: SaveKey): Promise<Save | undefined>;
  /** Servers in which something is saved; for whoever runs the program. */
  servers(): Promise<readonly { readonly server: string; readonly saves: number }[]>;
  /** One's removed saves that can still be restored, last removed first. */
  removed(library: LibraryId, person: PersonId): Promise<readonly (SaveKey & Save)[]>;
  /** Who saved these papers on this library; papers nobody saved are left out. */
  savedBy(
    library: LibraryId,
    asker: PersonId,
    papers: readonly PaperId[],
  ): Promise<ReadonlyMap<PaperId, SavedBy>>;
  /** Notes on these papers that are shared in this library, earliest first, but for those of `except`. */
  teamNotes(
    library: LibraryId,
    papers: readonly PaperId[],
    except?: PersonId,
  ): Promise<ReadonlyMap<PaperId, readonly TeamNote[]>>;
  /** Tags in use, most used first: one's own, or the library's. */
  tags(
    library: LibraryId,
    person?: PersonId,
  ): Promise<readonly { readonly tag: string; readonly papers: number }[]>;
  /** Whether one may look at this person's reading: their own always, others' where they agree to be named. */
  maySee(asker: PersonId, person: PersonId): Promise<boolean>;
}

/** The stores that queries read. */
export interface LibraryQueriesOptions {
  readonly stores: LibraryStores;
  readonly search: Search;
  /** The titles of papers, for sorting. */
  readonly titles: (ids: readonly PaperId[]) => Promise<ReadonlyMap<PaperId, string>>;
  readonly isRestorable: (save: Save) => boolean;
}

/** Looking at what is saved. */
export function createLibraryQueries({
  stores,
  search,
  titles,
  isRestorable,
}: LibraryQueriesOptions): LibraryQueries {
  const { saves, shown, settings, discussions } = stores;

  async function list(query: ListQuery): Promise<readonly SavedPaper[]> {
    const { library, asker, whose, tag, state } = query;
    const person = whose === 'mine' ? asker : whose === 'team' ? undefined : whose.person;
    const standing = await saves.list({ library, person, tag });
    const own = new Map(
      (await saves.list({ library, person: asker })).map((save) => [save.paper, save]),
    );
    const groups = new Map<PaperId, (SaveKey & Save)[]>();
    for (const save of standing) {
      groups.set(save.paper, [...(groups.get(save.paper) ?? []), save]);
    }
    const papers = [...groups.keys()].filter(
      (paper) => state === undefined || own.get(paper)?.state === state,
    );
    const threads = new Map(
      (isPersonal(library) ? [] : await discussions.findDiscussions(library, papers)).map(
        (each) => [each.paper, each],
      ),
    );
    const savedBy = await describeSavers(standing, asker);
    const teamNotes = await notesAmong(standing, asker);
    const rows = await Promise.all(
      papers.map(async (paper) => {
        const group = groups.get(paper) ?? [];
        return {
          ...describeGroup(paper, group, own.get(paper)),
          savedBy: savedBy.get(paper) ?? { paper, count: 0, named: [], mine: false },
          teamNotes: teamNotes.get(paper) ?? [],
          ...(await messageOf(library, paper, group)),
          ...(threads.has(paper) && { discussion: threads.get(paper) as Discussion }),
        };
      }),
    );
    return sorted(rows, query.sort ?? 'newest');
  }

  async function describeSavers(
    standing: readonly (SaveKey & Save)[],
    asker: PersonId,
  ): Promise<Map<PaperId, SavedBy>> {
    const people = [...new Set(standing.map(({ person }) => person))];
    const named = new Set(await settings.namedAmong(people));
    const found = new Map<PaperId, SavedBy>();
    for (const { paper, person } of standing.toReversed()) {
      const before = found.get(paper) ?? { paper, count: 0, named: [], mine: false };
      found.set(paper, {
        paper,
        count: before.count + 1,
        named: named.has(person) ? [...before.named, person] : before.named,
        mine: before.mine || person === asker,
      });
    }
    return found;
  }

  async function notesAmong(
    standing: readonly (SaveKey & Save)[],
    except: PersonId | undefined,
  ): Promise<Map<PaperId, TeamNote[]>> {
    const shared = standing.filter(
      ({ noteShared = false, person, library }) =>
        noteShared && person !== except && !isPersonal(library),
    );
    const named = new Set(await settings.namedAmong(shared.map(({ person }) => person)));
    const found = new Map<PaperId, TeamNote[]>();
    for (const { paper, person, note = '' } of shared.toReversed()) {
      const before = found.get(paper) ?? [];
      found.set(paper, [...before, { note, ...(named.has(person) && { person }) }]);
    }
    return found;
  }

  async function messageOf(
    library: LibraryId,
    paper: PaperId,
    group: readonly Save[],
  ): Promise<Pick<SavedPaper, 'message'>> {
    for (const { reactions } of group) {
      for (const { message: id, counts } of reactions) {
        const message = counts ? await shown.findShown(id) : undefined;
        if (message) {
          return { message: { id, channel: message.channel } };
        }
      }
    }
    const [last] = isPersonal(library) ? [] : await shown.shownWith(library, paper, 1);
    return last ? { message: { id: last.id, channel: last.channel } } : {};
  }

  async function sorted(rows: readonly SavedPaper[], sort: SavedSort): Promise<SavedPaper[]> {
    if (sort === 'title') {
      const names = await titles(rows.map(({ paper }) => paper));
      const name = ({ paper }: SavedPaper) => names.get(paper) ?? '';
      return rows.toSorted((a, b) => name(a).localeCompare(name(b), 'en'));
    }
    const newest = rows.toSorted((a, b) => b.savedAt.getTime() - a.savedAt.getTime());
    if (sort === 'oldest') {
      return newest.reverse();
    }
    return sort === 'newest' ? newest : newest.sort((a, b) => b.saves - a.saves);
  }

  return {
    list,

    async search(query, text) {
      const listed = new Map((await list(query)).map((saved) => [saved.paper, saved]));
      if (listed.size === 0) {
        return [];
      }
      const { hits } = await search.find({
        text,
        filter: { ids: [...listed.keys()] },
        limit: listed.size,
      });
      const best = hits[0]?.score ?? 1;
      const terms = new Set(analyse(parseQuery(text).text).terms);
      const notes = new Map(
        [...listed.values()].flatMap(({ paper, note = '', teamNotes }) => {
          const all = [note, ...teamNotes.map((each) => each.note)].filter(Boolean);
          return all.length > 0 ? [[paper, all.join('\n')] as const] : [];
        }),
      );
      const satisfying = await search.satisfying(text, [...listed.keys()], notes);
      const scores = new Map(hits.map((hit) => [hit.id, { ...hit, score: hit.score / best }]));
      return [...listed.values()]
        .filter(({ paper }) => satisfying.has(paper))
        .map((saved) => {
          const hit = scores.get(saved.paper);
          const inNotes = shareOf(terms, notes.get(saved.paper) ?? '');
          return {
            saved,
            passage: hit?.passage,
            furtherMatch: hit?.furtherMatch,
            inNote: shareOf(terms, saved.note ?? '') > 0,
            score: (hit?.score ?? 0) + inNotes,
          };
        })
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .map(({ score: _score, ...hit }) => hit);
    },

    find: (key) => saves.find(key),
    servers: () => saves.servers(),

    async removed(library, person) {
      return (await saves.listRemoved(library, person)).filter(isRestorable);
    },

    async savedBy(library, asker, papers) {
      return describeSavers(await saves.list({ library, papers }), asker);
    },

    async teamNotes(library, papers, except) {
      return notesAmong(await saves.list({ library, papers }), except);
    },

    async tags(library, person) {
      const counts = new Map<string, Set<PaperId>>();
      for (const { tags, paper } of await saves.list({ library, person })) {
        for (const tag of tags) {
          counts.set(tag, (counts.get(tag) ?? new Set()).add(paper));
        }
      }
      return [...counts]
        .map(([tag, papers]) => ({ tag, papers: papers.size }))
        .sort((a, b) => b.papers - a.papers || a.tag.localeCompare(b.tag));
    },

    async maySee(asker, person) {
      return asker === person || (await settings.namedAmong([person])).length > 0;
    },
  };
}

function describeGroup(
  paper: PaperId,
  group: readonly (SaveKey & Save)[],
  own: Save | undefined,
): Omit<SavedPaper, 'message' | 'discussion' | 'savedBy' | 'teamNotes'> {
  return {
    paper,
    savedAt: new Date(Math.max(...group.map(({ savedAt }) => savedAt.getTime()))),
    saves: group.length,
    tags: [...new Set(group.flatMap(({ tags }) => tags))].sort(),
    ...(own?.state && { state: own.state }),
    ...(own?.note && { note: own.note }),
  };
}

/** Which part of the query's terms a note holds, from 0 to 1. */
function shareOf(terms: ReadonlySet<string>, note: string): number {
  if (terms.size === 0 || note === '') {
    return 0;
  }
  const held = new Set(analyse(note).terms);
  return [...terms].filter((term) => held.has(term)).length / terms.size;
}
