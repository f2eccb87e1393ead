import { describeListed, describeSummary } from './describe-exported.ts';
import type { ExportedPaper } from './exported-paper.ts';
import { readPersonName } from './person-name.ts';

/**
 * RIS (https://en.wikipedia.org/wiki/RIS_(file_format)), a field a line: not every reader puts
 * lines together again that were cut.
 */
export function writeRis(papers: readonly ExportedPaper[]): string {
  return papers.map((paper) => `${writeRecord(paper)}\r\n`).join('\r\n');
}

function writeRecord(paper: ExportedPaper): string {
  const { year, arxivId, doi, url, abstract, organisation, note, state } = paper;
  const fields: readonly (readonly [tag: string, values: readonly (string | undefined)[]])[] = [
    ['TY', ['GEN']],
    ['TI', [paper.title]],
    ['AU', paper.authors.map(writeName)],
    ['AD', [organisation]],
    ['AB', [abstract ?? describeSummary(paper)]],
    ['PY', [year === undefined ? undefined : String(year)]],
    ['DA', [dateOf(paper)]],
    ['DO', [doi]],
    ['UR', [url]],
    ['L3', paper.links.filter((link) => link !== url)],
    ['AN', [arxivId && `arXiv:${arxivId}`]],
    ['PB', [arxivId && 'arXiv']],
    ['KW', [...new Set([...paper.tags, ...paper.keywords])]],
    ['N1', [note, describeListed(paper)]],
    ['C1', [state && `Reading state: ${state.replace('-', ' ')}`]],
    ['ID', [paper.key]],
  ];
  const lines = fields.flatMap(([tag, values]) =>
    values.map(onOneLine).flatMap((value) => (value === '' ? [] : [`${tag}  - ${value}`])),
  );
  return [...lines, 'ER  - '].join('\r\n');
}

/** `2026/10/02/`: what is not known is left empty. */
function dateOf({ year, month, published }: ExportedPaper): string | undefined {
  if (year === undefined) {
    return undefined;
  }
  const twoDigits = (part: number | undefined) => (part ? String(part).padStart(2, '0') : '');
  return `${year}/${twoDigits(month)}/${published?.slice(8) ?? ''}/`;
}

function writeName(written: string): string {
  const name = readPersonName(written);
  return 'literal' in name
    ? name.literal
    : [name.family, name.given, ...(name.suffix ? [name.suffix] : [])].join(', ');
}

function onOneLine(value: string | undefined): string {
  return (value ?? '').replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim();
}
