import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import type { Choice } from '../../src/command/define-command.ts';
import { topicName } from '../../src/corpus/topics.ts';
import type { Offprint } from '../../src/offprint.ts';
import { requireTopic } from '../../src/reply/require-topic.ts';

/** Keeps a list of papers to a topic. */
export const topicOption = {
  name: 'topic',
  description: 'Only papers on this topic',
  type: Option.String,
  autocomplete: true,
  max_length: 100,
} as const;

/** Topics to choose from, each with the number of its papers. */
export async function suggestTopics({ search }: Offprint, typed: string): Promise<Choice[]> {
  const topics = await search.suggestTopics(typed);
  return topics.map(({ term, papers }) => ({
    name: `${topicName(term)} (${papers})`,
    value: term,
  }));
}

/** @throws {UserError} where there is no such topic. */
export async function readTopic(
  { search }: Offprint,
  typed: string | undefined,
): Promise<string | undefined> {
  if (typed === undefined) {
    return undefined;
  }
  return requireTopic(
    typed,
    (await search.topics()).map(({ term }) => term),
  );
}
