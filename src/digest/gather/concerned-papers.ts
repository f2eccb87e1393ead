import type { PaperId } from '../../corpus/paper.ts';
import type { Search, Wanted } from '../../search/search.ts';
import { asksNothing, type Interests, isSelective } from '../schedule/schedule.ts';
import { phrasesOf } from './interest-filter.ts';

/** Papers that many digests choose from, named by their places in the list. */
export interface ListedPapers {
  readonly ids: readonly PaperId[];
  /** All of them. */
  readonly places: Uint32Array;
  placeOf(id: PaperId): number | undefined;
}

/** Whose interests let in only what matches them, and whose let in everything else. */
type AskedBy = 'selective' | 'others';

/** Which papers may be excluded by somebody's interests, or have something of them. */
export interface ConcernedPapers {
  /** Papers that all who are selective will ask about, or all who are not. */
  share(list: ListedPapers, among: AskedBy): void;
  /** Who asks next: what concerns them in shared lists is found in one step. */
  expect(interests: readonly Interests[]): void;
  /** Where in a list the papers are that may concern somebody, in ascending order. */
  placesIn(list: ListedPapers, asked: Interests): Promise<Uint32Array>;
  /** Those of these papers that may concern somebody, in their order. */
  among(asked: Interests, ids: readonly PaperId[]): Promise<readonly PaperId[]>;
}

/** Asks the search index, which knows the words of papers that are not read. */
export function createConcernedPapers(search: Pick<Search, 'mayMatch'>): ConcernedPapers {
  const lists = new Map<AskedBy, ListedPapers>();
  const found = new WeakMap<ListedPapers, Map<Interests, Promise<Uint32Array>>>();
  let expected: readonly Interests[] = [];

  /** Found for all who are about to ask the same. */
  function placesIn(list: ListedPapers, asked: Interests): Promise<Uint32Array> {
    const known = found.get(list) ?? new Map<Interests, Promise<Uint32Array>>();
    found.set(list, known);
    const before = known.get(asked);
    if (before) {
      return before;
    }
    const others = expected.filter((each) => isSelective(each) === isSelective(asked));
    const together = [...new Set([asked, ...others])].filter((each) => !known.has(each));
    const finding = search.mayMatch(together.map(wantedOf), list.ids);
    for (const [at, each] of together.entries()) {
      const own = finding.then((all) => all[at] ?? none);
      own.catch(() => known.delete(each));
      known.set(each, own);
    }
    return finding.then(([own = none]) => own);
  }

  return {
    placesIn,

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
      const places = ids.map((id) => list?.placeOf(id));
      const others = ids.filter((_, at) => places[at] === undefined);
      const inList = list && others.length < ids.length ? await placesIn(list, asked) : none;
      const [found = none] =
        others.length > 0 ? await search.mayMatch([wantedOf(asked)], others) : [];
      const inOthers = new Set(Array.from(found, (place) => others[place]));
      return ids.filter((id, at) => {
        const place = places[at];
        return place === undefined ? inOthers.has(id) : isAmong(inList, place);
      });
    },
  };
}

const none = new Uint32Array(0);

/** Whether a number is one of those in ascending order. */
function isAmong(numbers: Uint32Array, wanted: number): boolean {
  let from = 0;
  for (let to = numbers.length; from < to; ) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] ?? wanted) < wanted) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return numbers[from] === wanted;
}

function wantedOf(interests: Interests): Wanted {
  const { topics, authors } = interests;
  return { topics, authors, phrases: phrasesOf(interests) };
}
