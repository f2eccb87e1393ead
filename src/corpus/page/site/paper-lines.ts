import type { TextLine } from '../lines/text-lines.ts';
import type { MonthDay } from '../page-date.ts';
import { readLine } from './site-lines.ts';
import { markNames } from './site-names.ts';

/** What the site shows around a paper, apart from its title and abstract. */
export interface SiteFacts {
  readonly organisation?: string;
  /** The day on which the paper was published. */
  readonly published?: MonthDay;
  /** Where the buttons around the paper lead. */
  readonly addresses: readonly string[];
}

/** A line of a paper, and what the site shows between it and the next one. */
export interface PaperLine extends TextLine {
  /** Whether a line of the site comes right before it: a paper usually begins here. */
  readonly afterSite: boolean;
  readonly site: SiteFacts;
}

/**
 * Tells the lines of the papers from those of the site: votes, `Submitted by`, organisations, the
 * number of authors, dates, comments, buttons. A page without any, as an older page is, stays as it
 * is.
 */
export function withoutSiteLines(lines: readonly TextLine[]): PaperLine[] {
  const read = markNames(
    lines
      .filter((line, at) => !isPicture(line, lines[at + 1]))
      .flatMap((line, at, shown) => readLine(line, shown[at - 1])),
  );
  const kept: (PaperLine & { site: { addresses: string[] } & SiteFacts })[] = [];
  let afterSite = false;
  let afterBlank = false;
  for (const { line, mark, organisation, published } of read) {
    const facts = {
      ...(organisation !== undefined && { organisation }),
      ...(published !== undefined && { published }),
    };
    if (mark === undefined) {
      kept.push({
        ...line,
        afterBlank: line.afterBlank || afterBlank,
        afterSite,
        site: { addresses: [] },
      });
      afterBlank = false;
      afterSite = false;
      continue;
    }
    afterSite = true;
    afterBlank ||= line.afterBlank;
    const last = kept.at(-1);
    if (last !== undefined && mark === 'closes') {
      const addresses = [...last.site.addresses, ...(line.addresses ?? [])];
      kept[kept.length - 1] = { ...last, site: { ...facts, ...last.site, addresses } };
    }
  }
  return kept;
}

/** What a browser copies in place of a picture: whose it is, which the next line says again. */
function isPicture({ text }: TextLine, next: TextLine | undefined): boolean {
  const [, whose] = /^(.{1,80}?)(?:['’]s)? (?:avatar|logo|profile picture)$/iu.exec(text) ?? [];
  return whose !== undefined && whose === next?.text;
}
