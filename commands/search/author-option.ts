import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import type { Choice } from '../../src/command/define-command.ts';
import type { Offprint } from '../../src/offprint.ts';
import { cutText } from '../../src/reply/fit/cut-text.ts';
import { UserError } from '../../src/reply/user-error.ts';

/** Keeps a search to papers by somebody. */
export const authorOption = {
  name: 'author',
  description: 'Only papers by this author, as far as authors are known',
  type: Option.String,
  autocomplete: true,
  max_length: 100,
} as const;

/** Authors to choose from, each with the number of their papers. */
export async function suggestAuthors(
  { search }: Offprint,
  typed: string,
  longest: number,
): Promise<Choice[]> {
  const authors = await search.suggestAuthors(typed);
  return authors.map(({ term, papers }) => ({
    name: `${term} (${papers})`,
    // The words that are left find the same name.
    value: cutText(term, longest).replace(/…$/, ''),
  }));
}

/** Why nothing can be found by author, while no paper names its authors. */
export async function describeNoAuthors({ search }: Offprint): Promise<string | undefined> {
  const [known] = await search.suggestAuthors('', 1);
  return known
    ? undefined
    : 'No authors are known yet: saved pages do not name them. Live sources and imported records do.';
}

/** @throws {UserError} where no paper names its authors. */
export async function readAuthor(offprint: Offprint, typed: string): Promise<string> {
  const none = await describeNoAuthors(offprint);
  if (none === undefined) {
    return typed;
  }
  throw new UserError('no-authors', none);
}
