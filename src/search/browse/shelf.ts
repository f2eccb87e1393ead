import type { Day, PaperId } from '../../corpus/paper.ts';
import { rememberLast } from '../../corpus/text/remember-last.ts';
import type { Catalogue } from '../index/catalogue.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import type { Postings } from '../index/terms/postings.ts';
import type { TermStatistics } from '../index/terms/term-statistics.ts';
import type { BrowsedPaper, BrowseQuery, Wanted } from '../search.ts';
import type { TopicGuesses } from '../topics/topic-guesses.ts';
import { type AuthorWords, readAuthorWords } from './author-words.ts';
import { createPhraseDocuments } from './phrase-documents.ts';
import { orderShelf } from './shelf-order.ts';

/** Papers by what they are about, without a query: found in the index, not by reading them. */
export interface Shelf {
  browse(query: BrowseQuery): Promise<readonly BrowsedPaper[]>;
  mayMatch(wanted: readonly Wanted[], ids: readonly PaperId[]): Promise<readonly Uint32Array[]>;
}

/** What is known of the papers between two changes of the index. */
interface ShelfState {
  readonly changes: number;
  readonly orders: Map<Day, Promise<readonly DocumentNumber[]>>;
  /** By what is wanted, as JSON. */
  readonly countsOf: (wanted: string) => Promise<Uint16Array>;
  authors?: Promise<AuthorWords>;
  topics?: ReadonlyMap<string, readonly DocumentNumber[]>;
}

/** Days that are asked for at the same time: the time zones of the world have three. */
const maxOrders = 4;
/** Counts that are kept, two bytes a paper each: a digest asks for the same a few times. */
const maxCounts = 64;

/** The shelf of an index. */
export function createShelf(index: {
  readonly statistics: TermStatistics;
  readonly catalogue: Catalogue;
  readonly topics: TopicGuesses;
  readonly postings: () => Promise<readonly Postings[]>;
  readonly changes: number;
}): Shelf {
  const { statistics, catalogue, topics } = index;
  const phrases = createPhraseDocuments(statistics, index.postings);
  let latest: ShelfState | undefined;

  function current(): ShelfState {
    if (latest?.changes !== index.changes) {
      const { changes } = index;
      const state: ShelfState = {
        changes,
        orders: new Map(),
        countsOf: rememberLast(maxCounts, (wanted) =>
          countWanted(state, JSON.parse(wanted) as Wanted),
        ),
      };
      latest = state;
    }
    return latest;
  }

  function orderOf(state: ShelfState, on: Day): Promise<readonly DocumentNumber[]> {
    const known = state.orders.get(on);
    if (known) {
      return known;
    }
    const order = orderShelf(catalogue.entries, on);
    state.orders.set(on, order);
    const [oldest] = state.orders.keys();
    if (state.orders.size > maxOrders && oldest !== undefined) {
      state.orders.delete(oldest);
    }
    return order;
  }

  /** For each document, how many of what is wanted it may have. */
  async function countWanted(state: ShelfState, wanted: Wanted): Promise<Uint16Array> {
    await topics.ready();
    const counts = new Uint16Array(statistics.nextDocument);
    const add = (document: DocumentNumber) => {
      counts[document] = (counts[document] ?? 0) + 1;
    };
    for (const phrase of wanted.phrases) {
      (await phrases.documents(phrase)).forEach(add);
    }
    if (wanted.authors.length > 0) {
      state.authors ??= readAuthorWords(catalogue.entries);
      const authors = await state.authors;
      for (const asked of wanted.authors) {
        authors.mayBeBy(asked).forEach(add);
      }
    }
    if (wanted.topics.length > 0) {
      state.topics ??= documentsByTopic(catalogue);
      for (const asked of wanted.topics) {
        state.topics.get(asked)?.forEach(add);
      }
    }
    return counts;
  }

  return {
    async browse({ on, bonus = new Map(), offset = 0, limit, ...wanted }) {
      await topics.ready();
      const state = current();
      const order = await orderOf(state, on);
      const isSelective = wanted.topics.length + wanted.phrases.length + wanted.authors.length > 0;
      const counts = isSelective ? await state.countsOf(keyOf(wanted)) : undefined;
      const papers: BrowsedPaper[] = [];
      let passed = 0;
      for (const paper of inOrder(catalogue, order, counts, bonus)) {
        if (passed >= offset + limit) {
          break;
        }
        if (passed >= offset) {
          papers.push(paper);
        }
        passed++;
      }
      return papers;
    },

    async mayMatch(wanted, ids) {
      const found: Uint32Array[] = [];
      let documents: readonly (DocumentNumber | undefined)[] = [];
      let numberedIn: ShelfState | undefined;
      for (const each of wanted) {
        const state = current();
        const counts = await state.countsOf(keyOf(each));
        if (numberedIn !== latest) {
          documents = ids.map((id) => catalogue.document(id));
          numberedIn = latest;
        }
        const places: number[] = [];
        for (let place = 0; place < documents.length; place++) {
          const document = documents[place];
          // What came in since is not known here.
          if (document === undefined || document >= counts.length || counts[document] !== 0) {
            places.push(place);
          }
        }
        found.push(Uint32Array.from(places));
      }
      return found;
    },
  };
}

function documentsByTopic(catalogue: Catalogue): ReadonlyMap<string, readonly DocumentNumber[]> {
  const documents = new Map<string, DocumentNumber[]>();
  for (const document of catalogue.entries.keys()) {
    const topic = catalogue.topicOf(document)?.topic;
    if (topic === undefined) {
      continue;
    }
    const others = documents.get(topic);
    if (others) {
      others.push(document);
    } else {
      documents.set(topic, [document]);
    }
  }
  return documents;
}

function keyOf({ topics, phrases, authors }: Wanted): string {
  return JSON.stringify({ topics, phrases, authors });
}

/** Most points first, then in the order of the shelf; without counts every paper is in. */
function* inOrder(
  catalogue: Catalogue,
  order: readonly DocumentNumber[],
  counts: Uint16Array | undefined,
  bonus: ReadonlyMap<PaperId, number>,
): Generator<BrowsedPaper> {
  const { entries } = catalogue;
  const topicOf = (document: DocumentNumber) => catalogue.topicOf(document)?.topic;
  const raised = new Set([...bonus.keys()].flatMap((id) => catalogue.document(id) ?? []));
  const placesByCount = new Map<number, number[]>();
  const above: BrowsedPaper[] = [];
  for (let place = 0; place < order.length; place++) {
    const of = order[place] ?? -1;
    const count = counts ? (counts[of] ?? 0) : 0;
    if (counts && count === 0) {
      continue;
    }
    const id = raised.has(of) ? entries.get(of)?.id : undefined;
    if (id !== undefined) {
      above.push({ id, points: count + (bonus.get(id) ?? 0), place, topic: topicOf(of) });
    } else if (counts) {
      const places = placesByCount.get(count);
      if (places) {
        places.push(place);
      } else {
        placesByCount.set(count, [place]);
      }
    }
  }
  const queue = above.sort((a, b) => b.points - a.points || a.place - b.place);
  const groups: [number, Iterable<number>][] = counts
    ? [...placesByCount].sort(([a], [b]) => b - a)
    : [[0, order.keys()]];
  let next = 0;
  for (const [points, places] of groups) {
    for (const place of places) {
      for (let first = queue[next]; first && comesBefore(first, { points, place }); ) {
        yield first;
        next++;
        first = queue[next];
      }
      const of = order[place] ?? -1;
      const id = raised.has(of) ? undefined : entries.get(of)?.id;
      if (id !== undefined) {
        yield { id, points, place, topic: topicOf(of) };
      }
    }
  }
  yield* queue.slice(next);
}

function comesBefore(
  a: { readonly points: number; readonly place: number },
  b: { readonly points: number; readonly place: number },
): boolean {
  return a.points > b.points || (a.points === b.points && a.place < b.place);
}
