import type { Choice } from '../../src/discord/define-command.ts';
import type { Offprint } from '../../src/offprint.ts';
import { cutText } from '../../src/reply/cut-text.ts';

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
