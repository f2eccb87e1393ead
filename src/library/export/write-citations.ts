import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { cslItem } from './csl-item.ts';
import type { ExportedPaper } from './exported-paper.ts';

const bibtex = plugins.config.get('@bibtex').format;
bibtex.useIdAsLabel = true;
// In ASCII the writer leaves out every letter that it has no command for: whole Chinese titles.
bibtex.asciiOnly = false;

/** BibTeX in UTF-8: capitals protected, TeX's own signs escaped, keys as the papers carry them. */
export function writeBibtex(papers: readonly ExportedPaper[]): string {
  if (papers.length === 0) {
    return '';
  }
  const items = papers.map((paper) =>
    cslItem({
      ...paper,
      // The writer protects capitals but not those of the first word, where `RLHF` would become `Rlhf`.
      title: `<span class="nocase">${escapeTex(paper.title)}</span>`,
      authors: paper.authors.map(escapeTex),
      tags: paper.tags.map(escapeTex),
    }),
  );
  return `${String(new Cite(items, { generateGraph: false }).format('bibtex')).trim()}\n`;
}

const texSigns: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '"': '\\textquotedbl{}',
};

/** Signs that mean something to TeX as they are to be printed; outside ASCII the writer escapes none. */
function escapeTex(text: string): string {
  return text.replaceAll(/[\\~^<>"{}&%$#_]/g, (sign) => texSigns[sign] ?? `\\${sign}`);
}

/**
 * RIS, a field a line: the writer would cut lines after 70 characters, within words, and not every
 * reader puts them together again.
 */
export function writeRis(papers: readonly ExportedPaper[]): string {
  if (papers.length === 0) {
    return '';
  }
  const records = new Cite(papers.map(cslItem), { generateGraph: false }).format('ris', {
    format: 'object',
  }) as readonly Readonly<Record<string, unknown>>[];
  // The writer cuts keys after 20 characters, which makes some of them equal.
  const whole = records.map((record, at) => ({ ...record, ID: papers[at]?.key }));
  return `${whole.map(writeRecord).join('\r\n\r\n')}\r\n`;
}

function writeRecord(record: Readonly<Record<string, unknown>>): string {
  const { TY, ...fields } = record;
  const lines = Object.entries(fields).flatMap(([tag, value]) =>
    [value].flat().map((each) => `${tag}  - ${String(each).replaceAll(/\s+/g, ' ').trim()}`),
  );
  return [`TY  - ${String(TY)}`, ...lines, 'ER  - '].join('\r\n');
}
