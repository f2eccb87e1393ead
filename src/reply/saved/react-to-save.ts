import { type Line, small } from '../markup.ts';

/** Who reads an answer: only who asked, or everybody in the channel that this person shared it with. */
export type SeenBy = 'reader' | { readonly sharedBy: string };

const keycaps = [...Array.from('123456789', (digit) => `${digit}\uFE0F\u20E3`), '🔟'];

/** `react 1️⃣–5️⃣`: the emojis that save the papers of a message, by their order in it. */
export function reactToSave(papers: number): string {
  const [first, last] = [keycaps[0], keycaps[papers - 1]];
  return `react ${papers === 1 ? first : `${first}–${last}`}`;
}

/** Under what others see too: who shared it, and how to save a paper of several. */
export function sharedLines(papers: number, seenBy: SeenBy): readonly Line[] {
  if (seenBy === 'reader') {
    return [];
  }
  const hint = papers > 1 ? [` · ${reactToSave(papers)} to save one`] : [];
  return [small('shared by ', { person: seenBy.sharedBy }, ...hint)];
}
