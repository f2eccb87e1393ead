import type { PageEntry } from './split-entries.ts';

/** Something that was read as a paper and may be none. */
export interface OddEntry {
  readonly entry: PageEntry;
  /** What is odd about it, as a sentence. */
  readonly message: string;
}

/** Abstracts have 581 to 1,919 characters on the real pages; arXiv takes 1,920. */
const shortest = 12;
const longest = 4000;
/** On a page whose abstracts are long, one so much longer than the rest has swallowed others. */
const timesTheUsual = 3;
const usualAtLeast = 800;

/** Whether an entry has a title that can be one at all. */
export function isPaper({ title }: PageEntry): boolean {
  return /\p{L}{2}/u.test(title);
}

/** The entries that do not look like papers, each with the reason. Nothing odd is kept in silence. */
export function oddEntries(entries: readonly PageEntry[]): OddEntry[] {
  const most = mostCharacters(entries);
  return entries.flatMap((entry): OddEntry[] => {
    const message = whatIsOdd(entry, most);
    return message === undefined ? [] : [{ entry, message }];
  });
}

/** Why a page is refused of whose entries most are odd. */
export function refusalOf(odd: readonly OddEntry[], entries: number): string {
  const examples = odd.slice(0, 3).map(({ entry }) => `“${shortened(entry.title)}”`);
  const seen = new Intl.ListFormat('en-GB').format(examples);
  return `${odd.length} of the ${entries} titles in the file do not look like papers, for example ${seen}, so nothing was imported.`;
}

function whatIsOdd(entry: PageEntry, most: number): string | undefined {
  const { title, abstract } = entry;
  const named = `“${shortened(title)}”`;
  if (!isPaper(entry)) {
    return `${named} does not look like a title, so it was skipped.`;
  }
  if (abstract === undefined) {
    return undefined;
  }
  if (abstract.length < shortest) {
    return `The abstract of ${named} is only “${abstract}”; please check this page.`;
  }
  if (abstract.length > most) {
    return `The abstract of ${named} has ${abstract.length.toLocaleString('en-GB')} characters and may hold other papers; please check this page.`;
  }
  return undefined;
}

function mostCharacters(entries: readonly PageEntry[]): number {
  const lengths = entries
    .flatMap(({ abstract }) => (abstract === undefined ? [] : [abstract.length]))
    .sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  return Math.min(longest, Math.max(median, usualAtLeast) * timesTheUsual);
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
