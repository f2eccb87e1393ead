const url = /https?:\/\/[^\s<>]*[^\s<>.,:;"')\]}*_~|`]/g;

/**
 * Text as Discord markdown that shows exactly as written: emphasis, code, spoilers, links,
 * mentions, timestamps, and at a line's start headings, lists, quotes and subtext. Web addresses
 * stay whole: Discord links them, and a backslash inside would break them.
 * @param startsLine - whether the text is the first of its line
 */
export function escapeText(text: string, startsLine = true): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(url)) {
    parts.push(escapeSigns(text.slice(end, match.index)), match[0]);
    end = match.index + match[0].length;
  }
  parts.push(escapeSigns(text.slice(end)));
  const escaped = parts.join('');
  return startsLine ? escapeLineStarts(escaped) : escapeLineStarts(`|${escaped}`).slice(1);
}

function escapeSigns(text: string): string {
  return (
    text
      .replace(/[\\*_~`|<>[\]]/g, '\\$&')
      // A backslash does not stop these two; a zero-width space does.
      .replace(/@(everyone|here)/gi, '@\u200b$1')
  );
}

function escapeLineStarts(text: string): string {
  return text
    .replace(/^([ \t\u00a0]*)([#+-])/gm, '$1\\$2')
    .replace(/^([ \t\u00a0]*\d+)([.)])/gm, '$1\\$2');
}
