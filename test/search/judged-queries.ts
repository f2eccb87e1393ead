import { readFileSync } from 'node:fs';

/** A query over the real pages and the titles that answer it: 2 what was meant, 1 also of use. */
export interface JudgedQuery {
  readonly kind: string;
  readonly query: string;
  readonly grades: Readonly<Record<string, number>>;
}

export function judgedQueries(): JudgedQuery[] {
  return readFileSync(new URL('./judged-queries.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JudgedQuery);
}
