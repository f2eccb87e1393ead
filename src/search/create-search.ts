import type { Paper, PaperId } from '../corpus/paper.ts';
import type { PaperReader, Revision } from '../corpus/paper-reader.ts';
import { analyse } from './analyse.ts';
import { otherTopic } from './catalogue.ts';
import { foldText } from './fold-text.ts';
import { createMiniSearchEngine } from './minisearch-engine.ts';
import { compileFilter } from './paper-filter.ts';
import { createPaperIndex, type PaperIndex } from './paper-index.ts';
import { parseQuery } from './parse-query.ts';
import { bestPassage } from './passage.ts';
import { scoreTerms } from './score-terms.ts';
import type { Search, SearchHit, SearchQuery, SearchResults, TermCount } from './search.ts';
import type { DocumentNumber } from './term-engine.ts';
import type { TermNumber } from './term-statistics.ts';

export interface SearchOptions {
  readonly papers: PaperReader;
}

/** How many of the engine's best are ranked. */
const candidateLimit = 300;

export function createSearch({ papers }: SearchOptions): Search {
  const index: PaperIndex = createPaperIndex(createMiniSearchEngine());
  let revision: Revision = 0;

  async function rank(
    terms: ReadonlyMap<TermNumber, number>,
    query: Pick<SearchQuery, 'filter'>,
    none: readonly string[] = [],
  ): Promise<{ document: DocumentNumber; score: number }[]> {
    const { engine, statistics, catalogue } = index;
    const accepts = compileFilter(query.filter);
    const among = accepts && new Uint8Array(statistics.nextDocument);
    if (among)
      for (const [document, entry] of catalogue.entries) among[document] = accepts(entry) ? 1 : 0;
    const candidates = await engine.search({
      any: [...terms.keys()].map((number) => statistics.term(number)),
      none,
      limit: candidateLimit,
      ...(among && { among }),
    });
    const scores = scoreTerms(statistics, candidates, terms);
    return candidates
      .map((document, i) => ({ document, score: scores[i] ?? 0 }))
      .sort((a, b) => b.score - a.score || a.document - b.document);
  }

  async function hitsOf(
    ranked: readonly { document: DocumentNumber; score: number }[],
    weights: ReadonlyMap<string, number>,
  ): Promise<SearchHit[]> {
    const ids = ranked.flatMap(({ document }) => index.catalogue.entries.get(document)?.id ?? []);
    const texts = new Map((await papers.papers(ids)).map((paper) => [paper.id, paper]));
    return ranked.flatMap(({ document, score }) => {
      const entry = index.catalogue.entries.get(document);
      const paper = entry && texts.get(entry.id);
      if (paper === undefined) return [];
      const passage = bestPassage(paper.abstract ?? paper.tldr ?? '', weights);
      return [{ id: paper.id, score, ...(passage && { passage }) }];
    });
  }

  async function find(query: SearchQuery): Promise<SearchResults> {
    const parsed = parseQuery(query.text);
    const { statistics } = index;
    const terms = new Map<TermNumber, number>();
    const analysed = analyse(parsed.text);
    for (const [list, weight] of [
      [analysed.terms, 1],
      [analysed.compounds, 0.5],
    ] as const) {
      for (const term of list) {
        const number = statistics.number(term);
        if (number !== undefined) terms.set(number, (terms.get(number) ?? 0) + weight);
      }
    }
    const ranked = await rank(
      terms,
      query,
      parsed.excluded.flatMap((words) => analyse(words).terms),
    );
    const { offset = 0, limit = 10 } = query;
    const weights = new Map(
      [...terms].map(([n, w]) => [statistics.term(n), w * statistics.idf(n)]),
    );
    return {
      hits: await hitsOf(ranked.slice(offset, offset + limit), weights),
      total: ranked.length,
    };
  }

  async function similar(id: PaperId, limit = 10): Promise<readonly SearchHit[]> {
    const { statistics, catalogue } = index;
    const document = catalogue.document(id);
    const sequence = document === undefined ? undefined : statistics.sequence(document);
    if (sequence === undefined) return [];
    const counts = new Map<TermNumber, number>();
    for (const number of sequence.terms)
      if (number !== 0) counts.set(number, (counts.get(number) ?? 0) + 1);
    const best = [...counts]
      .map(([number, count]) => [number, count * statistics.idf(number)] as const)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 25);
    const ranked = (await rank(new Map(best), {})).filter((hit) => hit.document !== document);
    return hitsOf(ranked.slice(0, limit), new Map());
  }

  function count(terms: Iterable<string>): TermCount[] {
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    return [...counts]
      .map(([term, papers]) => ({ term, papers }))
      .sort((a, b) => b.papers - a.papers || a.term.localeCompare(b.term));
  }

  async function topics(): Promise<readonly TermCount[]> {
    const counts = count([...index.catalogue.entries.values()].map(({ topic }) => topic));
    return [
      ...counts.filter(({ term }) => term !== otherTopic),
      ...counts.filter(({ term }) => term === otherTopic),
    ];
  }

  async function keywords(limit = 25): Promise<readonly TermCount[]> {
    return count([...index.catalogue.entries.values()].flatMap((entry) => entry.keywords)).slice(
      0,
      limit,
    );
  }

  function matching(
    counts: readonly TermCount[],
    typed: string,
    limit: number,
  ): readonly TermCount[] {
    const folded = foldText(typed).trim();
    return counts.filter(({ term }) => foldText(term).includes(folded)).slice(0, limit);
  }

  return {
    find,
    similar,
    topics,
    keywords,
    async suggestTitles(typed, limit = 25) {
      return index.titles.suggest(typed, limit).flatMap((document) => {
        const entry = index.catalogue.entries.get(document);
        return entry ? [{ id: entry.id, title: entry.title }] : [];
      });
    },
    suggestTopics: async (typed, limit = 25) => matching(await topics(), typed, limit),
    suggestKeywords: async (typed, limit = 25) => matching(await keywords(Infinity), typed, limit),
    async topicOf(id) {
      const document = index.catalogue.document(id);
      return document === undefined ? undefined : index.catalogue.topicOf(document);
    },
    async refresh() {
      const { revision: now } = await papers.overview();
      if (now === revision) return;
      const changed: Paper[] = [];
      for await (const batch of papers.changedPapers(revision)) changed.push(...batch);
      await index.update(changed);
      revision = now;
    },
    async close() {
      await index.close();
    },
  };
}
