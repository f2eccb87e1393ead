import { defineCommand } from '../src/discord/define-command.ts';
import { describeCorpus, describeCount } from '../src/reply/describe-corpus.ts';
import { limits } from '../src/reply/limits.ts';
import { small } from '../src/reply/markup.ts';
import type { Block, SelectOption } from '../src/reply/reply.ts';
import { UserError } from '../src/reply/user-error.ts';
import type { TermCount } from '../src/search/search.ts';

export default defineCommand({
  data: { name: 'topics', description: 'What the papers are about, a press away from each' },
  visibility: () => 'private',
  async run({ offprint: { corpus, search } }) {
    const [topics, keywords] = [await search.topics(), await search.keywords(limits.selectOptions)];
    if (topics.length === 0) throw new UserError('There are no papers yet.');
    return {
      framed: true,
      blocks: [
        {
          kind: 'text',
          lines: [
            { spans: ['Topics'], as: 'subheading' },
            { spans: [listCounts(topics)], shrinkTo: 200 },
            { spans: ['Most common keywords'], as: 'subheading' },
            { spans: [listCounts(keywords)], shrinkTo: 200 },
            small(describeCorpus(await corpus.overview())),
          ],
        },
        ...menu('topic', 'Show the papers of a topic', topics),
        ...menu('keyword', 'Search for a keyword', keywords),
      ],
    };
  },
});

function listCounts(terms: readonly TermCount[]): string {
  return terms.map(({ term, papers }) => `${term} (${papers})`).join(' · ');
}

function menu(action: string, placeholder: string, terms: readonly TermCount[]): Block[] {
  const of: SelectOption[] = terms
    .filter(({ term }) => term.length <= limits.selectText)
    .slice(0, limits.selectOptions)
    .map(({ term, papers }) => ({
      label: term,
      value: term,
      description: describeCount(papers, 'paper'),
    }));
  return of.length > 0
    ? [{ kind: 'select', press: { command: 'search', action }, placeholder, of }]
    : [];
}
