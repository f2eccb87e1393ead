import { topicName } from '../corpus/topics.ts';
import { cutText } from './fit/cut-text.ts';
import { UserError } from './user-error.ts';

/** Topics that an answer names. */
const maxNamed = 25;

/**
 * The topic that somebody typed, by its slug or its name.
 * @throws {UserError} where there is no such topic.
 */
export function requireTopic(typed: string, known: readonly string[]): string {
  const asked = folded(typed);
  const topic = known.find((each) =>
    [each, topicName(each)].some((name) => folded(name) === asked),
  );
  if (topic !== undefined) {
    return topic;
  }
  throw new UserError(
    'unknown-topic',
    `There is no topic “${cutText(typed.trim(), 50)}”. The topics are: ${listed(known.map(topicName))}.`,
  );
}

function folded(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[-_\s]+/g, ' ');
}

function listed(names: readonly string[]): string {
  const more = names.length - maxNamed;
  return more > 0 ? `${names.slice(0, maxNamed).join(', ')} and ${more} more` : names.join(', ');
}
