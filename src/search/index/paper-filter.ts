import type { PaperId } from '../../corpus/paper.ts';
import type { PaperFilter } from '../search.ts';

/** What a filter looks at. */
export interface FilteredPaper {
  readonly id: PaperId;
  readonly topic: string;
  /** As the source wrote them. */
  readonly authors: readonly string[];
  /** The latest day it was seen on a page; empty where no page has a date. */
  readonly lastSeen: string;
  readonly hasCode: boolean;
}

/**
 * Whether a paper satisfies the filter; undefined where the filter asks for nothing.
 * @param authors - the names meant by the filter's author, as papers write them.
 */
export function compileFilter(
  filter: PaperFilter = {},
  authors?: ReadonlySet<string>,
): ((paper: FilteredPaper) => boolean) | undefined {
  const { topic, since, hasCode } = filter;
  const checks: ((paper: FilteredPaper) => boolean)[] = [];
  if (topic !== undefined) {
    checks.push((paper) => paper.topic === topic);
  }
  if (authors) {
    checks.push((paper) => paper.authors.some((name) => authors.has(name)));
  }
  if (since !== undefined) {
    checks.push((paper) => paper.lastSeen >= since);
  }
  if (hasCode !== undefined) {
    checks.push((paper) => paper.hasCode === hasCode);
  }
  if (filter.ids) {
    const ids = new Set(filter.ids);
    checks.push((paper) => ids.has(paper.id));
  }
  return checks.length === 0 ? undefined : (paper) => checks.every((check) => check(paper));
}
