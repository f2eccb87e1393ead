import type { CorpusOverview } from '../../corpus/paper-reader.ts';
import type { SearchResults } from '../../search/search.ts';
import { type Line, small } from '../markup.ts';
import { describeDay } from './describe-days.ts';

/** `474 papers from 5 pages, the latest from 24 Sep 2025`. */
export function describeCorpus({ papers, pages, newestPage }: CorpusOverview): string {
  const newest = newestPage ? `, the latest from ${describeDay(newestPage)}` : '';
  return `${describeCount(papers, 'paper')} from ${describeCount(pages, 'page')}${newest}`;
}

const pluralRules = new Intl.PluralRules('en');

const numberFormat = new Intl.NumberFormat('en-GB');

/**
 * A number with its noun: `1 paper`, `1,474 papers`, `3 people`.
 * @param plural - default: the noun with an s.
 */
export function describeCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${numberFormat.format(count)} ${pluralRules.select(count) === 'one' ? noun : plural}`;
}

/** Said with every answer that the pages still being read may change. */
export const stillReading = 'Offprint is still importing pages, so there may be more soon.';

/** The same as a line of an answer, while it holds. */
export function readingLine(reading: boolean): Line[] {
  return reading ? [small(stillReading)] : [];
}

/** The same behind a sentence that says that something is not there. */
export function orStillReading(sentence: string, reading: boolean): string {
  return reading ? `${sentence} ${stillReading}` : sentence;
}

/** How far the search index is, while it is being built. */
export function buildingLine({ searched, of }: Pick<SearchResults, 'searched' | 'of'>): Line[] {
  return of === undefined
    ? []
    : [
        small(
          `The search index is being built: ${numberFormat.format(searched)} of ${describeCount(of, 'paper')} so far.`,
        ),
      ];
}
