import type { Clock } from '../corpus/clock.ts';
import { utcDayOf } from '../corpus/days.ts';
import type { Day } from '../corpus/paper.ts';
import type { Replay } from '../offprint.ts';
import { findSavedFiles } from '../sources/saved-pages/folder.ts';
import type { OpenSearch } from './open-search.ts';

/** The dated pages of a file of records, each brought into the corpus when the clock reaches its day. */
export async function openReplay(
  file: string,
  { importFound }: Pick<OpenSearch, 'importFound'>,
  clock: Clock,
): Promise<Replay> {
  const { readSavedFile } = await import('../corpus/import/read-saved-file.ts');
  const found = await findSavedFiles([file]);
  const read = await Promise.all(found.files.map((each) => readSavedFile(each, {})));
  const dated = read.flatMap(({ pages }) => pages.flatMap(({ date }) => date ?? []));
  const days = [...new Set(dated)].toSorted();
  let broughtTo: Day | undefined;
  return {
    nextPage: () => days.find((day) => day > utcDayOf(clock.now())),
    async catchUp() {
      const today = utcDayOf(clock.now());
      const last = days.findLast((day) => day <= today);
      if (last !== undefined && last !== broughtTo) {
        await importFound(found, { until: last });
        broughtTo = last;
      }
    },
  };
}
