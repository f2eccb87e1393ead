import type { PaperId } from '../corpus/paper.ts';
import type { Search } from '../search/search.ts';
import type { LibraryId, PersonId } from './library-id.ts';
import type { LibraryStores } from './library-stores.ts';

/** Saves that are needed before anything is recommended. */
export const savesNeeded = 3;

/** How many of the latest saves speak, and how many neighbours of each are looked at. */
const profile = { saves: 30, passedOver: 30, neighbours: 25 } as const;

/** What being close to something passed over takes away, in parts of what a save gives. */
const dislike = 0.7;

/** A save's say halves with every this many newer ones. */
const halfLife = 10;

/** Rank r of a neighbour list counts 1 / (k + r): reciprocal rank fusion, flat at the top. */
const k = 10;

/** A paper for somebody, and the save of theirs that speaks for it most. */
export interface Recommendation {
  readonly paper: PaperId;
  readonly closeTo: PaperId;
}

/** Recommended papers, or how many saves are missing for them. */
export type Recommendations =
  | { readonly is: 'ready'; readonly papers: readonly Recommendation[] }
  | { readonly is: 'too-few-saves'; readonly saves: number };

/**
 * Papers close in content to what a person saved and not to what they passed over, by fusing the
 * neighbours of each. Never one that they saved, removed or passed over.
 */
export async function recommend(
  { saves, people }: Pick<LibraryStores, 'saves' | 'people'>,
  search: Pick<Search, 'similar'>,
  library: LibraryId,
  person: PersonId,
  limit: number,
): Promise<Recommendations> {
  const saved = await saves.list({ library, person });
  if (saved.length < savesNeeded) {
    return { is: 'too-few-saves', saves: saved.length };
  }
  const removed = (await saves.listRemoved(library, person)).map(({ paper }) => paper);
  const passedOver = [...new Set([...(await people.passedOver(library, person)), ...removed])];
  const excluded = new Set([...saved.map(({ paper }) => paper), ...passedOver]);

  const scores = new Map<PaperId, { score: number; closeTo: PaperId; best: number }>();
  for (const [age, { paper: source }] of saved.slice(0, profile.saves).entries()) {
    const weight = 2 ** (-age / halfLife);
    for (const [rank, { id }] of (await search.similar(source, profile.neighbours)).entries()) {
      if (excluded.has(id)) {
        continue;
      }
      const gain = weight / (k + rank);
      const before = scores.get(id) ?? { score: 0, closeTo: source, best: 0 };
      const speaksMost = gain > before.best;
      scores.set(id, {
        score: before.score + gain,
        closeTo: speaksMost ? source : before.closeTo,
        best: Math.max(gain, before.best),
      });
    }
  }
  for (const source of passedOver.slice(0, profile.passedOver)) {
    for (const [rank, { id }] of (await search.similar(source, profile.neighbours)).entries()) {
      const before = scores.get(id);
      if (before) {
        scores.set(id, { ...before, score: before.score - dislike / (k + rank) });
      }
    }
  }
  const papers = [...scores]
    .filter(([, { score }]) => score > 0)
    .sort(([a, x], [b, y]) => y.score - x.score || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([paper, { closeTo }]) => ({ paper, closeTo }));
  return { is: 'ready', papers };
}
