import { setImmediate } from 'node:timers/promises';
import type { Paper } from '../corpus/paper.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { indexPaper } from './indexed-paper.ts';
import { createSuggester, type Suggester } from './suggester.ts';
import type { DocumentNumber, IndexedText, TermEngine } from './term-engine.ts';
import { createTermStatistics, type TermStatistics } from './term-statistics.ts';

/** All that search knows of the corpus, as of one moment. */
export interface PaperIndex {
  readonly engine: TermEngine;
  readonly statistics: TermStatistics;
  readonly catalogue: Catalogue;
  readonly titles: Suggester;
  /** Takes in papers that are new or changed; finds see all of them or none. */
  update(papers: readonly Paper[]): Promise<void>;
  close(): Promise<void>;
}

/** How long taking in papers may keep the event loop to itself, in milliseconds. */
const longestSlice = 8;

export function createPaperIndex(engine: TermEngine): PaperIndex {
  const statistics = createTermStatistics();
  const catalogue = createCatalogue();
  const titles = createSuggester();

  return {
    engine,
    statistics,
    catalogue,
    titles,
    async update(papers) {
      const analysed = [];
      let sliceEnds = performance.now() + longestSlice;
      for (const paper of papers) {
        analysed.push(indexPaper(paper));
        if (performance.now() > sliceEnds) {
          await setImmediate();
          sliceEnds = performance.now() + longestSlice;
        }
      }
      const added: IndexedText[] = [];
      const removed: DocumentNumber[] = [];
      for (const indexed of analysed) {
        const before = catalogue.document(indexed.paper.id);
        if (before !== undefined) {
          removed.push(before);
          for (const part of [catalogue, titles, statistics]) part.remove(before);
        }
        const { titleTerms, textTerms } = indexed;
        const document = statistics.add(titleTerms, textTerms);
        catalogue.add(document, indexed);
        titles.add(document, indexed.title, 0);
        const terms = [titleTerms.terms, titleTerms.compounds];
        added.push({
          document,
          terms: [...terms, ...terms, textTerms.terms, textTerms.compounds].flat(),
        });
      }
      await engine.update(added, removed);
    },
    async close() {
      await engine.close();
    },
  };
}
