const ellipsis = '…';

/**
 * The text in at most `most` UTF-16 units: whole where it fits, else cut after a word (after a
 * character where there are no words to cut at) and ended with an ellipsis.
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) {
    return text;
  }
  if (most <= 0) {
    return '';
  }
  const room = text.slice(0, most - ellipsis.length + 1);
  const space = room.search(/\s\S*$/);
  const cut = space > most * 0.6 ? room.slice(0, space) : wholeCharacters(room, most);
  return `${cut.replace(/[\s,;:–—-]+$/, '')}${ellipsis}`;
}

/** Never ends inside a surrogate pair or between a letter and its combining marks. */
function wholeCharacters(text: string, most: number): string {
  const cut = text.slice(0, Math.max(0, most - ellipsis.length));
  return cut.replace(/[\ud800-\udbff]$/, '').replace(/\u200d$/, '');
}
