import { stringify } from 'csv-stringify/sync';
import { describeSummary } from './describe-exported.ts';
import type { ExportedPaper } from './exported-paper.ts';

const columns = [
  'title',
  'authors',
  'year',
  'published',
  'organisation',
  'saved',
  'state',
  'tags',
  'note',
  'topic',
  'keywords',
  'doi',
  'arxiv',
  'url',
  'links',
  'abstract',
  'key',
  'summary',
  'listed',
] as const;

/**
 * CSV as spreadsheets open it: a byte order mark, so that they read UTF-8, and no cell that they
 * would take for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function writeCsv(papers: readonly ExportedPaper[]): string {
  return stringify(papers.map(rowOf), {
    header: true,
    columns: [...columns],
    bom: true,
    escape_formulas: true,
    cast: { string: defuse },
    record_delimiter: 'windows',
  });
}

/**
 * A spreadsheet whose separator is the semicolon, or that takes no quotes, begins cells in the
 * middle of ours: what would begin one as a formula gets an apostrophe too.
 */
function defuse(cell: string): string {
  return cell.replaceAll(/(?<![;\s"'])[;\s"']+(?=[=+\-@＝＋－＠])/gu, (before) =>
    /[;\t\r\n]/u.test(before) ? `${before}'` : before,
  );
}

function rowOf(paper: ExportedPaper): Record<(typeof columns)[number], string> {
  return {
    title: paper.title,
    authors: paper.authors.join('; '),
    year: paper.year === undefined ? '' : String(paper.year),
    published: paper.published ?? '',
    organisation: paper.organisation ?? '',
    saved: paper.savedAt.toISOString().slice(0, 10),
    state: paper.state ?? '',
    tags: paper.tags.join('; '),
    note: paper.note ?? '',
    topic: paper.topic ?? '',
    keywords: paper.keywords.join('; '),
    doi: paper.doi ?? '',
    // The number alone would be read as one, and lose its last zeros.
    arxiv: paper.arxivId ? `arXiv:${paper.arxivId}` : '',
    url: paper.url,
    links: paper.links.join(' '),
    abstract: paper.abstract ?? '',
    key: paper.key,
    summary: paper.summary ?? '',
    listed: paper.listedOn ?? '',
  };
}

/** All that is known, for programs. */
export function writeJson(papers: readonly ExportedPaper[]): string {
  return `${JSON.stringify(papers, undefined, 2)}\n`;
}

/** A reading list to read and to keep among notes. */
export function writeMarkdown(papers: readonly ExportedPaper[]): string {
  return `# Saved papers\n\n${papers.map(entryOf).join('\n\n')}\n`;
}

function entryOf(paper: ExportedPaper): string {
  const title = escapeMarkdown(paper.title);
  const about = [
    paper.authors.map(escapeMarkdown).join(', '),
    paper.organisation && escapeMarkdown(paper.organisation),
    paper.year,
    `saved ${paper.savedAt.toISOString().slice(0, 10)}`,
    paper.state?.replace('-', ' '),
    paper.tags.map((tag) => `#${escapeMarkdown(tag)}`).join(' '),
  ].filter(Boolean);
  const body = paper.abstract ?? describeSummary(paper);
  const known = [
    paper.arxivId && `arXiv:${escapeMarkdown(paper.arxivId)}`,
    paper.doi && `DOI ${escapeMarkdown(paper.doi)}`,
    !paper.authors.length && paper.listedOn && `first seen on ${paper.listedOn}`,
    paper.keywords.length > 0 && `Keywords: ${paper.keywords.map(escapeMarkdown).join(', ')}`,
  ].filter(Boolean);
  return [
    `- [${title}](${inBrackets(paper.url)})`,
    `  ${about.join(' · ')}`,
    known.length > 0 && `  ${known.join(' · ')}`,
    ...paper.links.map((link) => `  ${inBrackets(link)}`),
    ...(paper.note ?? '').split(/\r?\n/).map((line) => line && `  > ${escapeMarkdown(line)}`),
    body && `\n  ${escapeMarkdown(body)}`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** An address between `<` and `>`; what would end it is encoded. */
function inBrackets(link: string): string {
  return `<${link.replaceAll(/[<>\\\s]/g, (sign) => encodeURIComponent(sign))}>`;
}

/** A backslash before every sign that Markdown gives a meaning (https://spec.commonmark.org, 2.4). */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()<>#+\-!|~&$^]/g, '\\$&').replaceAll(/\s+/g, ' ');
}
