import type { Paper, PaperId } from '../../src/corpus/paper.ts';
import type { PaperReader, Revision } from '../../src/corpus/paper-reader.ts';
import { type PaperFields, paperOf as paperWith } from '../corpus/paper-of.ts';

/** Papers in memory, for tests and benches of search. */
export interface MemoryPapers extends PaperReader {
  /** Adds papers, or changes those of the same id. */
  put(papers: readonly Paper[]): void;
}

export function createMemoryPapers(first: readonly Paper[] = []): MemoryPapers {
  const kept = new Map<PaperId, { readonly paper: Paper; readonly revision: Revision }>();
  let revision = 0;
  const reader: MemoryPapers = {
    put(papers) {
      revision++;
      for (const paper of papers) {
        kept.set(paper.id, { paper, revision });
      }
    },
    papers: async (ids) => ids.flatMap((id) => kept.get(id)?.paper ?? []),
    paperByTitle: async (title) =>
      [...kept.values()].find(({ paper }) => paper.title.toLowerCase() === title.toLowerCase())
        ?.paper,
    papersByArxivId: async (ids) =>
      [...kept.values()].flatMap(({ paper }) =>
        paper.arxivId && ids.includes(paper.arxivId) ? [paper] : [],
      ),
    papersByDoi: async (doi) =>
      [...kept.values()].flatMap(({ paper }) =>
        paper.doi?.toLowerCase() === doi.toLowerCase() ? [paper] : [],
      ),
    papersByLink: async (pieces) =>
      [...kept.values()].flatMap(({ paper }) => {
        const links = paper.links.join('\n').toLowerCase();
        return pieces.some((piece) => links.includes(piece.toLowerCase())) ? [paper] : [];
      }),
    async *changedPapers(since) {
      const changed = [...kept.values()].filter((entry) => entry.revision > since);
      for (let i = 0; i < changed.length; i += 200) {
        yield changed.slice(i, i + 200).map(({ paper }) => paper);
      }
    },
    gonePapers: async () => [],
    papersByTitle: async (title) => {
      const paper = await reader.paperByTitle(title);
      return paper ? [paper] : [];
    },
    papersByRecordId: async (id) =>
      [...kept.values()].flatMap(({ paper }) => (paper.recordId === id ? [paper] : [])),
    overview: async () => ({ revision, papers: kept.size, listings: 0, pages: 0 }),
  };
  if (first.length > 0) {
    reader.put(first);
  }
  return reader;
}

/** A paper with this title, whose id is the title in lower case. */
export function paperOf(title: string, fields: PaperFields = {}): Paper {
  return paperWith(title, { id: title.toLowerCase() as PaperId, ...fields });
}
