import { otherTopic } from './catalogue.ts';
import { foldText } from './fold-text.ts';
import type { TermCount } from './search.ts';
import { createSuggester, type Suggester } from './suggester.ts';

/** How often each of these terms occurs, most first; written as at first. */
export function countTerms(terms: Iterable<string>): TermCount[] {
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

/** Completes what is typed among these terms. */
export function suggesterOf(
  counts: readonly TermCount[],
): (typed: string, limit: number) => TermCount[] {
  const suggester: Suggester = createSuggester();
  const most = counts.reduce((max, { papers }) => Math.max(max, papers), 1);
  for (const [i, { term, papers }] of counts.entries()) suggester.add(i, term, papers / most);
  return (typed, limit) => suggester.suggest(typed, limit).flatMap((i) => counts[i] ?? []);
}
