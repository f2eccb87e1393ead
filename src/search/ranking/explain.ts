import type { PaperIndex } from '../index/paper-index.ts';
import type { Concept } from '../query/query-concepts.ts';
import type { Ranking } from './rank-papers.ts';
import type { RankedPaper } from './ranked-paper.ts';
import { countConcepts } from './score-concepts.ts';

/** One line a layer: what gave this paper its place. */
export function explainPaper(
  index: PaperIndex,
  ranking: Ranking,
  { document }: RankedPaper,
): string[] {
  const isIt = (ranked: { readonly document: number }) => ranked.document === document;
  const lines: string[] = [];
  if (ranking.first?.has(document)) {
    lines.push('exact: the query names its author, number, DOI or address');
  }
  const naming = ranking.named.get(document);
  if (naming !== undefined) {
    lines.push(`exact: the query is the paper's ${namingWords[naming]}`);
  }
  const lexical = ranking.lexical.find(isIt);
  if (lexical !== undefined) {
    const { bm25, proximity, feedback } = lexical;
    lines.push(`words: ${figure(bm25)} for ${matchesOf(index, ranking.concepts, document)}`);
    if (proximity > 0) {
      lines.push(`order: ${figure(proximity)} for words of the query that are close together`);
    }
    if (feedback > 0) {
      const words = matchesOf(index, ranking.feedback, document);
      lines.push(`feedback: ${figure(feedback)} for ${words}, from the best papers`);
    }
    lines.push(`place by words: ${ranking.lexical.indexOf(lexical) + 1}`);
  }
  const semantic = ranking.semantic.find(isIt);
  if (semantic !== undefined) {
    const place = ranking.semantic.indexOf(semantic) + 1;
    const by = index.meaning?.encoder.name ?? 'no encoder';
    lines.push(`place by meaning (${by}): ${place}, closeness ${figure(semantic.closeness)}`);
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
    if (count === 0) {
      return [];
    }
    const words = variants.map(({ terms }) => terms.map((term) => statistics.term(term)).join(' '));
    const written = words.length > 1 ? `${words[0]} (= ${words.slice(1).join(', ')})` : words[0];
    const note = origin === 'acronym' || origin === 'plain word' ? ` (${origin})` : '';
    return [`${written} ×${figure(count)}${note}`];
  });
  return matches.join(', ') || 'none of its words';
}

function figure(value: number): string {
  return String(Number(value.toFixed(2)));
}
