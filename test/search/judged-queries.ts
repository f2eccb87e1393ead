import { readFileSync } from 'node:fs';

/** A query over the real pages and the titles that answer it: 2 what was meant, 1 also of use. */
export interface JudgedQuery {
  readonly kind: string;
  readonly query: string;
  readonly grades: Readonly<Record<string, number>>;
}

/** The queries that the layers of ranking were made with. */
export function judgedQueries(): JudgedQuery[] {
  return read('judged-queries.jsonl');
}

/**
 * Paraphrases, questions and wishes without something, written without a look at search, its table of
 * plain words or any result, and judged by reading.
 */
export function unseenQueries(): JudgedQuery[] {
  return read('unseen-queries.jsonl');
}

function read(file: string): JudgedQuery[] {
  return readFileSync(new URL(`./${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JudgedQuery);
}
