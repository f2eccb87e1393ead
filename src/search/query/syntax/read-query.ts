import type { PaperReader } from '../../../corpus/paper-reader.ts';
import { type ParsedQuery, parseQuery, plainQuery } from './parse-query.ts';

/** A query, or the whole title of a paper that only looks like one: "Attention Is NOT All You Need". */
export async function readQuery(papers: PaperReader, typed: string): Promise<ParsedQuery> {
  const parsed = parseQuery(typed);
  // A title with AND or OR has what these ask for.
  const isPlain = !parsed.problem && parsed.excluded.length === 0;
  return isPlain || !(await papers.paperByTitle(typed)) ? parsed : plainQuery(typed);
}
