import { lineRoles, roles } from './line-roles.ts';
import type { TextLine } from './text-lines.ts';

/** A paper as a page shows it. */
export interface PageEntry {
  readonly title: string;
  readonly abstract?: string;
  /** The line of its title, from 1. */
  readonly line: number;
}

/** Tells titles from abstracts, and puts together what was cut. Linear in the lines. */
export function splitEntries(lines: readonly TextLine[]): PageEntry[] {
  const path = lineRoles(lines);
  const entries: { title: string[]; abstract: string[]; line: number }[] = [];
  lines.forEach(({ text, number }, at) => {
    const entry = entries.at(-1);
    if (path[at] === roles.title || entry === undefined) {
      entries.push({ title: [text], abstract: [], line: number });
    } else {
      (path[at] === roles.moreTitle ? entry.title : entry.abstract).push(text);
    }
  });
  return entries.map(({ title, abstract, line }) => ({
    title: joinLines(title),
    ...(abstract.length > 0 && { abstract: joinLines(abstract) }),
    line,
  }));
}

/** Pieces of a text as one line; a word cut at its own hyphen (`state-` `of-the-art`) is whole again. */
function joinLines(pieces: readonly string[]): string {
  let joined = '';
  let before = '';
  for (const piece of pieces) {
    const cut =
      /[\p{L}\p{N})]-{1,2}$/u.test(before.slice(-4)) && hyphenated.test(piece.slice(0, 8));
    joined += before === '' || cut ? piece : ` ${piece}`;
    before = piece;
  }
  return joined;
}

/** What may follow a hyphen in a word; `pre- and post-training` are two. */
const hyphenated = /^(?!(?:and|or|to|nor|but|versus|vs)(?![\p{L}\p{N}]))[\p{L}\p{N}]/u;
