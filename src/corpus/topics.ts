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
