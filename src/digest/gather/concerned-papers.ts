import type { PaperId } from '../../corpus/paper.ts';
import type { Search, Wanted } from '../../search/search.ts';
import { asksNothing, type Interests, isSelective } from '../schedule/schedule.ts';
import { phrasesOf } from './interest-filter.ts';

/** Papers that many digests choose from. */
export interface ListedPapers {
  readonly ids: readonly PaperId[];
  has(id: PaperId): boolean;
}

/** Whose interests let in only what matches them, and whose let in everything else. */
type AskedBy = 'selective' | 'others';

/** Which papers may be excluded by somebody's interests, or have something of them. */
export interface ConcernedPapers {
  /** Papers that all who are selective will ask about, or all who are not. */
  share(list: ListedPapers, among: AskedBy): void;
  /** Who asks next: what concerns them in shared lists is found in one step. */
  expect(interests: readonly Interests[]): void;
  /** Those of these papers that may concern somebody, in their order. */
  among(asked: Interests, ids: readonly PaperId[]): Promise<readonly PaperId[]>;
}

/** Asks the search index, which knows the words of papers that are not read. */
export function createConcernedPapers(search: Pick<Search, 'mayMatch'>): ConcernedPapers {
  const lists = new Map<AskedBy, ListedPapers>();
  const found = new WeakMap<ListedPapers, Map<Interests, Promise<ReadonlySet<PaperId>>>>();
  let expected: readonly Interests[] = [];

  async function ask(
    asked: readonly Interests[],
    ids: readonly PaperId[],
  ): Promise<readonly ReadonlySet<PaperId>[]> {
    const all = await search.mayMatch(asked.map(wantedOf), ids);
    return all.map((places) => new Set(Array.from(places, (place) => ids[place] as PaperId)));
  }

  /** Found for all who are about to ask the same. */
  function inList(asked: Interests, list: ListedPapers): Promise<ReadonlySet<PaperId>> {
    const known = found.get(list) ?? new Map<Interests, Promise<ReadonlySet<PaperId>>>();
    found.set(list, known);
    const before = known.get(asked);
    if (before) {
      return before;
    }
    const others = expected.filter((each) => isSelective(each) === isSelective(asked));
    const together = [...new Set([asked, ...others])].filter((each) => !known.has(each));
    const finding = ask(together, list.ids);
    for (const [at, each] of together.entries()) {
      const own = finding.then((all) => all[at] ?? none);
      own.catch(() => known.delete(each));
      known.set(each, own);
    }
    return finding.then(([own = none]) => own);
  }

  return {
    share(list, among) {
      lists.set(among, list);
    },

    expect(interests) {
      const next = interests.filter((each) => !asksNothing(each));
      // Those expected before may still ask.
      const awaited = new Set([...expected, ...next]);
      for (const list of lists.values()) {
        for (const asked of found.get(list)?.keys() ?? []) {
          if (!awaited.has(asked)) {
            found.get(list)?.delete(asked);
          }
        }
      }
      expected = next;
    },

    async among(asked, ids) {
      const list = lists.get(isSelective(asked) ? 'selective' : 'others');
      const others = list ? ids.filter((id) => !list.has(id)) : ids;
      const inShared = list && others.length < ids.length ? await inList(asked, list) : none;
      const [inOthers = none] = others.length > 0 ? await ask([asked], others) : [];
      return ids.filter((id) => inShared.has(id) || inOthers.has(id));
    },
  };
}

const none: ReadonlySet<PaperId> = new Set();

function wantedOf(interests: Interests): Wanted {
  const { topics, authors } = interests;
  return { topics, authors, phrases: phrasesOf(interests) };
}
