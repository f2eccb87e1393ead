import { otherTopic } from './catalogue.ts';
import { foldText } from './fold-text.ts';
import type { TermCount } from './search.ts';
import { createSuggester } from './suggester.ts';

/** Terms with how many papers carry them, most first. */
export interface TermList {
  readonly counts: readonly TermCount[];
  /** Completes what is typed. */
  suggest(typed: string, limit: number): readonly TermCount[];
}

/** Counts terms; those that differ in case only are the same, written as at first. */
export function createTermList(
  terms: Iterable<string>,
  arrange: (counts: TermCount[]) => TermCount[] = (counts) => counts,
): TermList {
  const counts = arrange(countTerms(terms));
  const most = counts.reduce((max, { papers }) => Math.max(max, papers), 1);
  const suggester = createSuggester();
  for (const [i, { term, papers }] of counts.entries()) suggester.add(i, term, papers / most);
  return {
    counts,
    suggest: (typed, limit) => suggester.suggest(typed, limit).flatMap((i) => counts[i] ?? []),
  };
}

function countTerms(terms: Iterable<string>): TermCount[] {
  const counts = new Map<string, { readonly term: string; papers: number }>();
  for (const term of terms) {
    const key = foldText(term);
    const count = counts.get(key);
    if (count === undefined) counts.set(key, { term, papers: 1 });
    else count.papers++;
  }
  return [...counts.values()].sort((a, b) => b.papers - a.papers || (a.term < b.term ? -1 : 1));
}

/** Topics with `other` last, however many papers it has. */
export function otherLast(counts: readonly TermCount[]): TermCount[] {
  const isOther = ({ term }: TermCount) => term === otherTopic;
  return [...counts.filter((count) => !isOther(count)), ...counts.filter(isOther)];
}
