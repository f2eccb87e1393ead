import { defineCommand } from '../src/command/define-command.ts';
import { topicName } from '../src/corpus/topics.ts';
import { limits } from '../src/reply/fit/limits.ts';
import { small } from '../src/reply/markup.ts';
import {
  describeCorpus,
  describeCount,
  orStillReading,
  readingLine,
} from '../src/reply/papers/describe-corpus.ts';
import type { Block, SelectOption } from '../src/reply/reply.ts';
import { UserError } from '../src/reply/user-error.ts';
import type { TermCount } from '../src/search/search.ts';

export default defineCommand({
  data: {
    name: 'topics',
    description: 'List topics and keywords, each with its papers',
  },
  visibility: () => 'private',
  async run({ offprint }) {
    const { corpus, search } = offprint;
    const topics = (await search.topics()).map(named(topicName));
    const keywords = (await search.keywords(limits.selectOptions)).map(named((term) => term));
    const overview = await corpus.overview();
    if (overview.papers === 0) {
      throw new UserError(
        'no-papers',
        orStillReading('There are no papers yet.', offprint.isImporting()),
      );
    }
    return {
      framed: true,
      blocks: [
        {
          kind: 'text',
          lines: [
            ...(topics.length > 0
              ? [
                  { spans: ['Topics'], as: 'subheading' } as const,
                  { spans: [listCounts(topics)], shrinkTo: 200 },
                ]
              : []),
            { spans: ['Most common keywords'], as: 'subheading' },
            { spans: [listCounts(keywords)], shrinkTo: 200 },
            small(describeCorpus(overview)),
            ...readingLine(offprint.isImporting()),
          ],
        },
        ...menu('topic', 'Show papers on a topic', topics),
        ...menu('keyword', 'Search for a keyword', keywords),
      ],
    };
  },
});

/** A term with the name that people are shown. */
type NamedTerm = TermCount & { readonly name: string };

function named(nameOf: (term: string) => string): (count: TermCount) => NamedTerm {
  return (count) => ({ ...count, name: nameOf(count.term) });
}

function listCounts(terms: readonly NamedTerm[]): string {
  return terms.map(({ name, papers }) => `${name} (${papers})`).join(' · ');
}

function menu(action: string, placeholder: string, terms: readonly NamedTerm[]): Block[] {
  const of: SelectOption[] = terms
    .filter(({ term }) => term.length <= limits.selectText)
    .slice(0, limits.selectOptions)
    .map(({ term, name, papers }) => ({
      label: name,
      value: term,
      description: describeCount(papers, 'paper'),
    }));
  return of.length > 0
    ? [{ kind: 'select', press: { command: 'search', action }, placeholder, of }]
    : [];
}
