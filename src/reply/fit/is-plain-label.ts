/** Brackets, code and escapes are read before anything else; names of people are `@` and a word. */
const alwaysMarkup = /[[\]`\\]|:\/\/|@(?:everyone|here)|<[^\s\d]|\*\*|__|~~|\|\|/i;

/**
 * Whether a text shows as it is written without a single backslash: it has no sign of markdown, or
 * one that nothing closes (`Q* for walkers`, `map_free`).
 */
export function isPlainLabel(label: string): boolean {
  if (label === '' || alwaysMarkup.test(label)) {
    return false;
  }
  const [stars, lines] = [label.split('*').length - 1, label.split('_').length - 1];
  const isInWords = !/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u.test(label);
  if (/^(?:[#>+-]|\d+[.)]\s)/.test(label)) {
    return false;
  }
  // A star or an underscore at either end would join the two that make the label bold.
  return stars < 2 && (lines < 2 || isInWords) && !/^[*_]|[*_]$/.test(label);
}
