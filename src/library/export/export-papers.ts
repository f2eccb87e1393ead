import type { ExportedPaper } from './exported-paper.ts';
import { writeBibtex } from './write-bibtex.ts';
import { writeRis } from './write-ris.ts';
import { writeCsv, writeJson, writeMarkdown } from './write-tables.ts';

const writers = {
  bibtex: { extension: 'bib', write: writeBibtex },
  ris: { extension: 'ris', write: writeRis },
  csv: { extension: 'csv', write: writeCsv },
  markdown: { extension: 'md', write: writeMarkdown },
  json: { extension: 'json', write: writeJson },
} as const;

/** A format that saved papers can be exported in. */
export type ExportFormat = keyof typeof writers;

/** Every export format, by the name that people type. */
export const exportFormats = Object.keys(writers) as readonly ExportFormat[];

/** A library as a file. */
export interface Export {
  readonly name: string;
  readonly content: Uint8Array;
  readonly papers: number;
  /** What is not known yet, in words: `3 of 12 have no authors yet`. */
  readonly missing: readonly string[];
}

/** Papers as one file of a format. */
export function exportPapers(papers: readonly ExportedPaper[], format: ExportFormat): Export {
  const { extension, write } = writers[format];
  return {
    name: `offprint-saved.${extension}`,
    content: new TextEncoder().encode(write(withOwnKeys(papers))),
    papers: papers.length,
    missing: [
      ...describeMissing('authors', papers, ({ authors }) => authors.length === 0),
      ...describeMissing('year', papers, ({ year }) => year === undefined),
      ...describeMissing('abstract', papers, ({ abstract }) => abstract === undefined).map(
        (sentence) =>
          papers.every(({ abstract, summary }) => abstract ?? summary)
            ? `${sentence} (a summary is in its place)`
            : sentence,
      ),
    ],
  };
}

/** Papers with one key get their identity behind it; BibTeX takes no notice of capitals in keys. */
function withOwnKeys(papers: readonly ExportedPaper[]): ExportedPaper[] {
  const seen = new Map<string, number>();
  for (const { key } of papers) {
    seen.set(key.toLowerCase(), (seen.get(key.toLowerCase()) ?? 0) + 1);
  }
  return papers.map((paper) =>
    (seen.get(paper.key.toLowerCase()) ?? 0) > 1
      ? { ...paper, key: `${paper.key}${paper.id.slice(0, 8)}` }
      : paper,
  );
}

function describeMissing(
  what: string,
  papers: readonly ExportedPaper[],
  lacks: (paper: ExportedPaper) => boolean,
): string[] {
  const lacking = papers.filter(lacks).length;
  if (lacking === 0) {
    return [];
  }
  const verb = lacking === 1 ? 'has' : 'have';
  const thing = what === 'authors' ? 'authors' : what === 'year' ? 'year of publication' : what;
  return [`${lacking} of ${papers.length} ${verb} no ${thing} yet`];
}
