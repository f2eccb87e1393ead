import { otherTopic, topicName } from '../../corpus/topics.ts';
import type { TermCount } from '../search.ts';
import { createSuggester } from '../suggest/suggester.ts';
import { foldText } from '../text/fold-text.ts';

/** Terms with how many papers carry them, most first. */
export interface TermList {
  readonly counts: readonly TermCount[];
  /** Completes what is typed. */
  suggest(typed: string, limit: number): readonly TermCount[];
}

/** Counts terms; those that differ in case only are the same, spelled from their first occurrence. */
export function createTermList(terms: Iterable<string>, spell: (term: string) => string): TermList {
  const counts = countTerms(terms).map(({ term, papers }) => ({ term: spell(term), papers }));
  return listOf(counts, (term) => term);
}

/** Counts topics, `other` last however many papers it has; completed by slug and by name. */
export function createTopicList(topics: Iterable<string>): TermList {
  const counts = countTerms(topics);
  const isOther = ({ term }: TermCount) => term === otherTopic;
  return listOf(
    [...counts.filter((count) => !isOther(count)), ...counts.filter(isOther)],
    (topic) => `${topicName(topic)} ${topic}`,
  );
}

function listOf(counts: readonly TermCount[], textOf: (term: string) => string): TermList {
  const most = counts.reduce((max, { papers }) => Math.max(max, papers), 1);
  const suggester = createSuggester();
  for (const [i, { term, papers }] of counts.entries()) {
    suggester.add(i, textOf(term), papers / most);
  }
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
    if (count === undefined) {
      counts.set(key, { term, papers: 1 });
    } else {
      count.papers++;
    }
  }
  return [...counts.values()].sort((a, b) => b.papers - a.papers || (a.term < b.term ? -1 : 1));
}
