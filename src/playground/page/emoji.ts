import { html, type TemplateResult } from 'lit';

// biome-ignore lint/complexity/useRegexLiterals: the compiler's target does not know the flag v
const anyEmoji = new RegExp('\\p{RGI_Emoji}', 'gv');

/** A text with its emoji as pictures, which look the same everywhere and need no font. */
export function withEmoji(text: string): readonly (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const { 0: emoji, index } of text.matchAll(anyEmoji)) {
    parts.push(text.slice(end, index), emojiPicture(emoji));
    end = index + emoji.length;
  }
  return [...parts, text.slice(end)];
}

/** One emoji. */
export function emojiPicture(emoji: string): TemplateResult {
  return html`<img class="emoji" src="/emoji/${fileOf(emoji)}.svg" alt=${emoji} draggable="false" />`;
}

/** The set names files by code points, without the variation selector unless several are joined. */
function fileOf(emoji: string): string {
  const points = Array.from(emoji, (point) => point.codePointAt(0)?.toString(16) ?? '');
  return points.filter((point) => point !== 'fe0f' || points.includes('200d')).join('-');
}
