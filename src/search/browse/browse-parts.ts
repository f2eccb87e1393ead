import type { PaperId } from '../../corpus/paper.ts';
import type { BrowsedPaper, BrowseQuery, Search } from '../search.ts';

/** Papers asked for at first: as many as most digests look at. */
const firstPart = 100;
/** Each part is larger than the one before by this factor, up to what is read in some milliseconds. */
const growth = 8;
const largestPart = 2_000;

/** The papers of a `browse` in parts, asked for as they are read; each comes once. */
export async function* browseParts(
  search: Pick<Search, 'browse'>,
  query: Omit<BrowseQuery, 'offset' | 'limit'>,
): AsyncGenerator<readonly BrowsedPaper[]> {
  // The corpus may change between two parts.
  const given = new Set<PaperId>();
  let offset = 0;
  for (let limit = firstPart; ; limit = Math.min(limit * growth, largestPart)) {
    const part = await search.browse({ ...query, offset, limit });
    yield part.filter(({ id }) => !given.has(id));
    for (const { id } of part) {
      given.add(id);
    }
    if (part.length < limit) {
      return;
    }
    offset += limit;
  }
}
