import type { Choice } from '../../src/command/define-command.ts';
import type { Offprint } from '../../src/offprint.ts';
import { cutText } from '../../src/reply/fit/cut-text.ts';
import { limits } from '../../src/reply/fit/limits.ts';
import { describeCount } from '../../src/reply/papers/describe-corpus.ts';

const maxAuthors = 3;
const maxTitles = 10;

/** What may be searched for: first what is typed, as it is, then authors and titles. */
export async function suggestQueries({ search }: Offprint, typed: string): Promise<Choice[]> {
  const text = typed.trim();
  if (text === '' || text.length > limits.choiceText) {
    return [];
  }
  const authors = await search.suggestAuthors(text, maxAuthors);
  const titles = await search.suggestTitles(text, maxTitles);
  const choices = [
    { name: text, value: text },
    ...authors.map(({ term, papers }) => ({
      name: `${term} (author, ${describeCount(papers, 'paper')})`,
      value: inFull(term),
    })),
    ...titles.map(({ title }) => ({ name: title, value: inFull(title) })),
  ];
  return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
}

/** The words that are left of a long one find the same. */
function inFull(text: string): string {
  return cutText(text, limits.choiceText).replace(/…$/, '');
}
