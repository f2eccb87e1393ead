import type { Spelling } from './spelling.ts';
import { tokenize } from './tokenize.ts';

/** The text with its unknown words corrected, or undefined where there is nothing to correct. */
export function correctQuery(text: string, spelling: Spelling): string | undefined {
  let corrected = '';
  let from = 0;
  for (const { word, start, end } of tokenize(text)) {
    const better = spelling.correct(word);
    if (better === undefined) continue;
    corrected += text.slice(from, start) + better;
    from = end;
  }
  return from === 0 ? undefined : corrected + text.slice(from);
}
