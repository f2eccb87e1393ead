import { existsSync, readFileSync } from 'node:fs';
import type { Paper, PaperId } from '../../../src/corpus/paper.ts';
import { rawStringOf } from '../../../src/corpus/raw-text.ts';
import { withoutRealPages } from '../../corpus/real-pages.ts';
import { type JudgedQuery, judgedQueries, unseenQueries } from '../../search/judged-queries.ts';
import { paperOf } from '../../search/memory-papers.ts';
import { realPapers } from '../../search/real-papers.ts';

/** Papers, queries, and which papers answer them how well. */
export interface TestCollection {
  readonly name: string;
  readonly papers: readonly Paper[];
  readonly queries: readonly TestQuery[];
}

export interface TestQuery {
  readonly kind: string;
  readonly text: string;
  /** The gain of each relevant paper. */
  readonly gains: ReadonlyMap<PaperId, number>;
}

const folder = new URL('../../../../shared/benchmarks/ir/', import.meta.url);

/** A public collection with binary gain, where its folder is there. */
export function publicCollection(name: string): TestCollection | undefined {
  const file = (part: string) => new URL(`${name}/${part}`, folder);
  if (!existsSync(file('docs.jsonl'))) {
    return undefined;
  }
  const lines = (part: string) => readFileSync(file(part), 'utf8').split('\n').filter(Boolean);
  const gains = new Map<string, Map<PaperId, number>>();
  for (const line of lines('qrels.tsv').slice(1)) {
    const [query = '', document = '', grade = '0'] = line.split('\t');
    if (Number(grade) < 1) {
      continue;
    }
    gains.set(query, (gains.get(query) ?? new Map<PaperId, number>()).set(document as PaperId, 1));
  }
  return {
    name,
    papers: lines('docs.jsonl').map((line) => {
      const { id, title, text } = JSON.parse(line) as Record<'id' | 'title' | 'text', string>;
      return paperOf(title, { id: id as PaperId, abstract: text });
    }),
    queries: lines('queries.jsonl').flatMap((line) => {
      const { id, text } = JSON.parse(line) as Record<'id' | 'text', string>;
      const relevant = gains.get(id);
      return relevant ? [{ kind: 'all', text, gains: relevant }] : [];
    }),
  };
}

/** All judged sets that are there. */
export function judgedCollections(): TestCollection[] {
  return [
    publicCollection('cranfield'),
    publicCollection('med'),
    ...(['without starter', 'with starter'] as const).flatMap((starter) => [
      realCollection('our queries', judgedQueries(), starter),
      realCollection('unseen queries', unseenQueries(), starter),
    ]),
  ].filter((collection) => collection !== undefined);
}

/** The real pages with judged queries, where the pages are there. */
export function realCollection(
  name: string,
  judged: readonly JudgedQuery[],
  starter: 'with starter' | 'without starter',
): TestCollection | undefined {
  if (withoutRealPages) {
    return undefined;
  }
  const papers = realPapers(starter);
  const ids = new Map(papers.map(({ storedTitle, id }) => [rawStringOf(storedTitle), id]));
  return {
    name: `real pages ${starter}, ${name}`,
    papers,
    queries: judged.map(({ kind, query, grades }) => ({
      kind,
      text: query,
      gains: new Map(
        Object.entries(grades).map(([title, grade]) => [
          ids.get(title) ?? (title as PaperId),
          grade,
        ]),
      ),
    })),
  };
}
