import type { Paper, PaperId } from './paper.ts';

/** The topics of the starter and their names as people are shown them. */
export const topicNames: Readonly<Record<string, string>> = {
  agents: 'Agents',
  alignment: 'Alignment',
  'code-math': 'Code and mathematics',
  efficiency: 'Efficiency',
  'human-ai': 'Humans and AI',
  'language-models': 'Language models',
  'learning-theory': 'Learning theory',
  multimodal: 'Multimodal',
  optimization: 'Optimization',
  privacy: 'Privacy',
  probabilistic: 'Probabilistic methods',
  prompting: 'Prompting',
  reasoning: 'Reasoning',
  recommendation: 'Recommendation',
  'reinforcement-learning': 'Reinforcement learning',
};

/** The name of a topic; a source may bring its own slugs. */
export function topicName(slug: string): string {
  if (Object.hasOwn(topicNames, slug)) {
    return topicNames[slug] ?? slug;
  }
  const words = slug.replaceAll(/[-_\s]+/g, ' ').trim();
  if (words === '') {
    return slug;
  }
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The topic of papers that fit none. */
export const otherTopic = 'other';

/** The topic of a paper: as its source gave it, or guessed from its text. */
export interface TopicOf {
  readonly topic: string;
  readonly guessed: boolean;
}

/**
 * For each of these papers its topic; undefined where none is known.
 * @param search - guesses topics, in another thread: it is asked only about papers that came without one.
 */
export async function topicsOfPapers(
  search: { topicsOf(ids: readonly PaperId[]): Promise<readonly (TopicOf | undefined)[]> },
  papers: readonly Paper[],
): Promise<readonly (TopicOf | undefined)[]> {
  const unlabelled = papers.filter(({ topic }) => topic === undefined).map(({ id }) => id);
  const guesses = unlabelled.length > 0 ? await search.topicsOf(unlabelled) : [];
  const byId = new Map(unlabelled.map((id, at) => [id, guesses[at]]));
  return papers.map(({ id, topic }) =>
    topic === undefined ? byId.get(id) : { topic, guessed: false },
  );
}
