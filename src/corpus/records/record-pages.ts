import type { ImportWarning, PageRecord, PaperRecord } from '../corpus-store.ts';
import { monthDayOf } from '../page/page-date.ts';
import { pageSignature } from '../page/page-signature.ts';
import { normaliseTitle } from '../paper-id.ts';

/** What the starter calls the page that says no date. */
export const undated = 'undated';

/** A record and its place on a page. */
export interface Place {
  readonly rank: number;
  readonly line: number | undefined;
  readonly record: PaperRecord;
}

/** A page as the listings of its records tell it. Its day was stated by whoever wrote them. */
export function pageOf(
  page: string,
  places: readonly Place[],
  name: string,
  warnings: ImportWarning[],
): PageRecord {
  const date = page === undated ? undefined : page;
  const onPage = new Map<string, PaperRecord>();
  let rank = 0;
  for (const place of [...places].sort((a, b) => a.rank - b.rank)) {
    const key = place.record.arxivId ?? normaliseTitle(place.record.title);
    const note = (message: string) =>
      warnings.push({
        file: name,
        ...(place.line !== undefined && { line: place.line }),
        message: `${message} (page ${page})`,
      });
    if (onPage.has(key)) {
      note(`“${place.record.title}” is on this page twice; only the first one was used`);
      continue;
    }
    if (place.rank === rank) {
      note(`Two papers have the rank ${rank}; the second one was put after the first`);
    } else if (place.rank > rank + 1) {
      note(`No paper has the rank before ${place.rank}; the papers after the gap moved up`);
    }
    rank = place.rank;
    onPage.set(key, place.record);
  }
  const entries = [...onPage.values()];
  const signature = pageSignature(
    entries.map(({ title }) => title),
    date === undefined ? undefined : monthDayOf(date),
  );
  return {
    name: `${name} (${page})`,
    signature,
    ...(date !== undefined && { date }),
    dateIs: 'stated',
    entries,
  };
}
