import type { ExportedPaper } from './exported-paper.ts';

/** A summary where an abstract would be, so that nobody takes it for one. */
export function describeSummary({ summary }: ExportedPaper): string | undefined {
  return summary && `Summary: ${summary}`;
}

/** When a page first listed the paper: a note, and no date of publication. */
export function describeListed({ listedOn }: ExportedPaper): string | undefined {
  return listedOn && `First seen on ${listedOn}`;
}
