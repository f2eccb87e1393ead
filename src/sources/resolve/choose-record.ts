import type { PaperRecord } from '../../corpus/corpus-store.ts';
import type { Paper } from '../../corpus/paper.ts';
import { comparePapers, haveSameTitle } from './compare-papers.ts';

/**
 * The record that is of a paper: one whose abstract confirms it, or the only one with its title
 * where nothing speaks against it. A paper without a number is better than one with a wrong number.
 * @param isComplete - all papers with its title are among the records, as far as they have numbers.
 * @returns undefined where none is, or where more than one may be.
 */
export function chooseRecord(
  paper: Paper,
  records: readonly PaperRecord[],
  isComplete: boolean,
): PaperRecord | undefined {
  const titled = records.filter((record) => haveSameTitle(paper, record));
  const confirmed = records.filter((record) => comparePapers(paper, record) === 'confirmed');
  if (confirmed.length > 0) {
    const both = confirmed.filter((record) => titled.includes(record));
    const [best, second] = both.length > 0 ? both : confirmed;
    return second === undefined ? best : undefined;
  }
  const [only, another] = titled;
  if (only === undefined || another !== undefined) {
    return undefined;
  }
  return isComplete && comparePapers(paper, only) === 'possible' ? only : undefined;
}
