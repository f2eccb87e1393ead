import { referencesIn } from '../../corpus/identifiers/references-in.ts';
import type { PaperId } from '../../corpus/paper.ts';
import type { PaperReader } from '../../corpus/paper-reader.ts';
import { readQuery } from './syntax/read-query.ts';
import { satisfying } from './syntax/satisfy-query.ts';

/** Those of some papers that have all a query insists on, in their texts or what is noted on them. */
export async function satisfyingPapers(
  papers: PaperReader,
  text: string,
  ids: readonly PaperId[],
  notes?: ReadonlyMap<PaperId, string>,
): Promise<ReadonlySet<PaperId>> {
  const satisfies = satisfying(await readQuery(papers, referencesIn(text).rest));
  if (satisfies === undefined) {
    return new Set(ids);
  }
  const read = await papers.papers(ids);
  const kept = read.filter(({ id, title, searchText }) =>
    satisfies([title, searchText, notes?.get(id) ?? '']),
  );
  return new Set(kept.map(({ id }) => id));
}
