import type { PaperIndex } from './paper-index.ts';
import type { Concept } from './query-concepts.ts';
import type { RankedPaper, Ranking } from './rank-papers.ts';
import { countConcepts } from './score-concepts.ts';

/** One line a layer: what gave this paper its place. */
export function explainPaper(
  index: PaperIndex,
  ranking: Ranking,
  { document, layers }: RankedPaper,
): string[] {
  const lines: string[] = [];
  const { lexicalPlace, meaningPlace, closeness, naming, bm25, proximity, feedback } = layers;
  if (naming !== undefined) lines.push(`exact: the query is the paper's ${namingWords[naming]}`);
  if (lexicalPlace !== undefined) {
    lines.push(`words: ${figure(bm25)} for ${matchesOf(index, ranking.concepts, document)}`);
    if (proximity > 0)
      lines.push(
        `order: ${figure(proximity)} for neighbouring words of the query standing together`,
      );
    if (feedback > 0) {
      lines.push(
        `feedback: ${figure(feedback)} for ${matchesOf(index, ranking.feedback, document)}, from the best papers`,
      );
    }
    lines.push(`place by words: ${lexicalPlace}`);
  }
  if (meaningPlace !== undefined && closeness !== undefined) {
    lines.push(
      `place by meaning (${index.meaning?.encoder.name}): ${meaningPlace}, closeness ${figure(closeness)}`,
    );
  }
  return lines;
}

const namingWords = {
  title: 'title',
  name: 'name',
  'part of the title': 'subtitle',
  'introduced here': 'subject, introduced by it',
} as const;

function matchesOf(
  { statistics }: PaperIndex,
  concepts: readonly Concept[],
  document: number,
): string {
  const sequence = statistics.sequence(document);
  const counts = sequence && countConcepts(statistics, concepts)(sequence);
  const matches = concepts.flatMap(({ variants, origin }, i) => {
    const count = counts?.[i] ?? 0;
    if (count === 0) return [];
    const words = variants.map(({ terms }) => terms.map((term) => statistics.term(term)).join(' '));
    const written = words.length > 1 ? `${words[0]} (= ${words.slice(1).join(', ')})` : words[0];
    return [`${written} ×${figure(count)}${origin === 'acronym' ? ' (acronym)' : ''}`];
  });
  return matches.join(', ') || 'none of its words';
}

function figure(value: number): string {
  return String(Number(value.toFixed(2)));
}
