import { readArxivNumber } from '../identifiers/arxiv-number.ts';
import { isCodeLink } from '../text/links-of.ts';
import { lineRoles, roles } from './line-roles.ts';
import type { TextLine } from './lines/text-lines.ts';
import type { MonthDay } from './page-date.ts';
import { type PaperLine, withoutSiteLines } from './site/paper-lines.ts';

/** A paper as a page shows it. */
export interface PageEntry {
  readonly title: string;
  readonly abstract?: string;
  /** The line of its title, from 1. */
  readonly line: number;
  readonly arxivId?: string;
  readonly organisation?: string;
  readonly published?: MonthDay;
  /** Links to code that the site shows below the abstract. */
  readonly links?: readonly string[];
}

/** Tells titles from abstracts, and puts together what was cut. Linear in the lines. */
export function splitEntries(lines: readonly TextLine[]): PageEntry[] {
  const ofPapers = withoutSiteLines(lines);
  const path = lineRoles(ofPapers);
  const papers: { title: PaperLine[]; abstract: PaperLine[] }[] = [];
  ofPapers.forEach((line, at) => {
    const paper = papers.at(-1);
    if (path[at] === roles.title || paper === undefined) {
      papers.push({ title: [line], abstract: [] });
    } else {
      (path[at] === roles.moreTitle ? paper.title : paper.abstract).push(line);
    }
  });
  return papers.map(({ title, abstract }) => ({
    title: joinLines(title),
    ...(abstract.length > 0 && { abstract: joinLines(abstract) }),
    line: title[0]?.number ?? 0,
    ...factsOf([...title, ...abstract]),
  }));
}

/** What the page says about a paper, apart from its texts. */
function factsOf(lines: readonly PaperLine[]): Partial<PageEntry> {
  const addresses = lines.flatMap((line) => line.addresses ?? []);
  const around = lines.flatMap(({ site }) => site.addresses);
  const arxivId = [...addresses, ...around].map(numberOf).find((number) => number !== undefined);
  const organisation = lines.find(({ site }) => site.organisation)?.site.organisation;
  const published = lines.find(({ site }) => site.published)?.site.published;
  const links = [...new Set(around)].filter(isCodeLink);
  return {
    ...(arxivId !== undefined && { arxivId }),
    ...(organisation !== undefined && { organisation }),
    ...(published !== undefined && { published }),
    ...(links.length > 0 && { links }),
  };
}

/** The number behind a link of the site, whose own links may leave out the host. */
function numberOf(address: string): string | undefined {
  return readArxivNumber(address.replace(/^(?:\.?\/)?(?=papers\/)/, 'huggingface.co/'));
}

/** Pieces of a text as one line; a word cut at its own hyphen (`state-` `of-the-art`) is whole again. */
function joinLines(lines: readonly PaperLine[]): string {
  let joined = '';
  let before = '';
  for (const { text: piece } of lines) {
    const cut =
      /[\p{L}\p{N})]-{1,2}$/u.test(before.slice(-4)) && hyphenated.test(piece.slice(0, 8));
    joined += before === '' || cut ? piece : ` ${piece}`;
    before = piece;
  }
  return joined;
}

/** What may follow a hyphen in a word; `pre- and post-training` are two. */
const hyphenated = /^(?!(?:and|or|to|nor|but|versus|vs)(?![\p{L}\p{N}]))[\p{L}\p{N}]/u;
