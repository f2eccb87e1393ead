import { type Line, small } from '../markup.ts';

/** Who reads an answer: only who asked, or all who see the channel. */
export type SeenBy = 'reader' | 'everybody';

const keycaps = [...Array.from('123456789', (digit) => `${digit}\uFE0F\u20E3`), '🔟'];

/** `react 1️⃣–5️⃣`: the emojis that save the papers of a message, by their order in it. */
export function reactToSave(papers: number): string {
  const [first, last] = [keycaps[0], keycaps[papers - 1]];
  return `react ${papers === 1 ? first : `${first}–${last}`}`;
}

/** Says so under a list that others can react to; one paper alone is saved with the server's emoji. */
export function saveHint(papers: number, seenBy: SeenBy): readonly Line[] {
  return seenBy === 'everybody' && papers > 1 ? [small(`${reactToSave(papers)} to save one`)] : [];
}
