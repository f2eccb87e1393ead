import type { PaperRecord } from '../../corpus/corpus-store.ts';
import type { Paper } from '../../corpus/paper.ts';
import { comparePapers, haveSameTitle } from './compare-papers.ts';
import { wordsOf } from './word-overlap.ts';

/** Titles with fewer words, such as “Preface”, are given to many papers. */
const tellingWords = 4;

/**
 * The record that is of a paper: one whose abstract confirms it, or the only one with its title
 * where nothing speaks against it. A paper without a number is better than one with a wrong number.
 * @param isComplete - the records come from arXiv itself too, so that another paper of a short title
 * would be among them.
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
  const isTelling = isComplete || wordsOf(paper.title).length >= tellingWords;
  return isTelling && comparePapers(paper, only) === 'possible' ? only : undefined;
}
