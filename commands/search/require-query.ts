import { UserError } from '../../src/reply/user-error.ts';
import { parseQuery } from '../../src/search/query/syntax/parse-query.ts';
import type { SearchResults } from '../../src/search/search.ts';

/** @throws {UserError} where nothing is typed. */
export function requireTyped(query: string): void {
  if (query.trim() === '' || parseQuery(query).text + (parseQuery(query).problem ?? '') === '') {
    throw new UserError('empty-query', 'Type a few words to search for.');
  }
}

/** @throws {UserError} where a query can only be half understood. */
export function requireUnderstood({ problem }: SearchResults): void {
  if (problem !== undefined) {
    throw new UserError('invalid-query', problem);
  }
}
