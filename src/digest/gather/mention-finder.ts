import type { Paper, PaperId } from '../../corpus/paper.ts';
import { createPhraseFinder } from '../../search/wording/phrase-finder.ts';

/** The phrases that a paper mentions, and the words of the paper that do. */
export type MentionFinder = (paper: Paper) => ReadonlyMap<string, string>;

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
    const mentions = new Map(
      [...finder.find(textsOf(paper))].map(([number, words]) => [sought[number] ?? '', words]),
    );
    found.set(paper.id, mentions);
    return mentions;
  };
}

/** Title and abstract; where there is no abstract yet, the summary and keywords stand for it. */
function textsOf({ title, abstract, tldr, keywords }: Paper): string[] {
  return [title, ...(abstract ? [abstract] : [...(tldr ? [tldr] : []), ...keywords])];
}
