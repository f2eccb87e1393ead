import type { Paper, PaperId } from '../../corpus/paper.ts';
import { createPhraseFinder, readPhrase } from '../../search/wording/phrase-finder.ts';
import { createYielder } from '../../search/yielder.ts';

/** The phrases that a paper mentions, and the words of the paper that do. */
export type MentionFinder = (paper: Paper) => ReadonlyMap<string, string>;

/** The same, prepared without keeping the event loop: reading thousands of phrases takes a while. */
export async function prepareMentionFinder(phrases: readonly string[]): Promise<MentionFinder> {
  const yieldWhenDue = createYielder();
  for (const phrase of phrases) {
    readPhrase(phrase);
    await yieldWhenDue();
  }
  return createMentionFinder(phrases);
}

/** Looks for all of these phrases in a paper at once, which takes hardly longer than for one. */
export function createMentionFinder(phrases: readonly string[]): MentionFinder {
  const sought = [...new Set(phrases)];
  const finder = createPhraseFinder(sought);
  const found = new Map<PaperId, ReadonlyMap<string, string>>();
  return (paper) => {
    const known = found.get(paper.id);
    if (known) {
      return known;
    }
    const all = [...finder.find(textsOf(paper))];
    const mentions =
      all.length === 0
        ? none
        : new Map(all.map(([number, words]) => [sought[number] ?? '', words]));
    found.set(paper.id, mentions);
    return mentions;
  };
}

const none: ReadonlyMap<string, string> = new Map();

/** Title and abstract; where there is no abstract yet, summary and keywords take its place. */
function textsOf({ title, abstract, tldr, keywords }: Paper): string[] {
  return [title, ...(abstract ? [abstract] : [...(tldr ? [tldr] : []), ...keywords])];
}
