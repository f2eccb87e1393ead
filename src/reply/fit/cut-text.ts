const ellipsis = '…';

/** An address, a DOI or an arXiv number: a piece of one would be another one. */
const identifier = /:\/\/|www\.|10\.\d{4,9}\/|\d{4}\.\d{4}|[a-z]\/\d{7}/i;

/** An identifier shows within this many units of the beginning of its word. */
const longestTold = 500;

/**
 * The text in at most `most` UTF-16 units: whole where it fits, else cut after a word (after a
 * character where there are no words to cut at) and ended with an ellipsis. An address or a number
 * that leads to a paper is kept whole or left out.
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
  const [word = ''] = /^\S*/.exec(text.slice(space + 1, space + 1 + longestTold)) ?? [];
  const cut =
    space > most * 0.6 || identifier.test(word)
      ? room.slice(0, Math.max(space, 0))
      : wholeCharacters(room, most);
  return `${cut.replace(/(?<![\s,;:–—-])[\s,;:–—-]+$/, '')}${ellipsis}`;
}

/** Never ends inside a surrogate pair or between a letter and its combining marks. */
function wholeCharacters(text: string, most: number): string {
  const cut = text.slice(0, Math.max(0, most - ellipsis.length));
  return cut.replace(/[\ud800-\udbff]$/, '').replace(/\u200d$/, '');
}
