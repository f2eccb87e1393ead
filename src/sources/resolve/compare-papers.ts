import type { PaperRecord } from '../../corpus/corpus-store.ts';
import type { Paper } from '../../corpus/paper.ts';
import { normaliseTitle } from '../../corpus/paper-id.ts';
import { cleanText } from '../../corpus/text/clean-text.ts';
import { abstractOverlap, jaccard, wordsOf } from './word-overlap.ts';

/**
 * What speaks for a record being of a paper: `confirmed` by its abstract; `possible` by nothing but
 * its title, which may be another paper's too; or not enough.
 */
export type Likeness = 'confirmed' | 'possible' | 'unlikely';

/** Titles that share fewer words are of different papers. */
const nearTitle = 0.9;
/** Abstracts that share more are of one paper, if its title agrees. */
const sameAbstract = 0.6;
/** Abstracts that share less are of different papers, if they are long enough to tell. */
const otherAbstract = 0.1;
const tellingLength = 200;

/** How alike a paper of the corpus and a record from elsewhere are. */
export function comparePapers(paper: Paper, record: PaperRecord): Likeness {
  const isTitled = haveSameTitle(paper, record);
  if (!isTitled && !haveNearTitles(paper.title, cleanText(record.title))) {
    return 'unlikely';
  }
  const [ours, theirs] = [paper.abstract ?? '', cleanText(record.abstract ?? '')];
  const overlap = abstractOverlap(ours, theirs);
  if (overlap !== undefined && overlap >= sameAbstract) {
    return 'confirmed';
  }
  const isTelling = Math.min(ours.length, theirs.length) >= tellingLength;
  const differs = overlap !== undefined && overlap < otherAbstract && isTelling;
  return isTitled && !differs && !contradict(paper, record) ? 'possible' : 'unlikely';
}

/** Whether their titles are the same to the corpus. */
export function haveSameTitle(paper: Paper, record: PaperRecord): boolean {
  return normaliseTitle(paper.title) === normaliseTitle(cleanText(record.title));
}

/** Roman numerals too: the parts of a series differ in nothing else. */
const numeral = /\p{N}|^[ivx]+$/u;

function haveNearTitles(ours: string, theirs: string): boolean {
  const [a, b] = [new Set(wordsOf(ours)), new Set(wordsOf(theirs))];
  const odd = [...a, ...b].filter((word) => a.has(word) !== b.has(word));
  return jaccard(a, b) >= nearTitle && !odd.some((word) => numeral.test(word));
}

/** Whether authors, DOIs or dates say that a title was given twice. */
function contradict(paper: Paper, record: PaperRecord): boolean {
  const hasOtherDoi =
    paper.doi !== undefined &&
    record.doi !== undefined &&
    paper.doi.toLowerCase() !== record.doi.toLowerCase();
  return hasOtherDoi || haveOtherAuthors(paper, record) || isTooLate(paper, record);
}

/** Names come in many forms: one name in common is enough. */
function haveOtherAuthors(paper: Paper, { authors = [] }: PaperRecord): boolean {
  const namesOf = (people: readonly string[]) =>
    new Set(wordsOf(people.join(' ').normalize('NFD').replace(/\p{M}/gu, '')).filter(isName));
  const [ours, theirs] = [namesOf(paper.authors), namesOf(authors)];
  return ours.size > 0 && theirs.size > 0 && ![...ours].some((name) => theirs.has(name));
}

/** Initials are anybody's. */
const isName = (word: string) => word.length > 1;

/** Whether a record was first published when the paper was long known. */
function isTooLate(paper: Paper, record: PaperRecord): boolean {
  const listed = paper.listings.filter(({ inferred }) => !inferred).map(({ date }) => date);
  const [known] = [paper.published, ...listed].flatMap((each) => each ?? []).toSorted();
  return (
    known !== undefined &&
    record.published !== undefined &&
    yearOf(record.published) > yearOf(known) + 1
  );
}

const yearOf = (date: string) => Number(date.slice(0, 4));
