import { linkSpans } from '../../corpus/text/links-of.ts';
import { addressSpans } from './address-spans.ts';

/**
 * Text as Discord markdown that shows exactly as written: emphasis, code, spoilers, links,
 * mentions, timestamps, and at a line's start headings, lists, quotes and subtext. Web addresses
 * stay whole: Discord links them, and a backslash inside would break them.
 * @param startsLine - whether the text is the first of its line
 */
export function escapeText(text: string, startsLine = true): string {
  const parts: string[] = [];
  let end = 0;
  for (const { start, address, length } of addressesIn(text)) {
    parts.push(escapeSigns(text.slice(end, start)), address);
    end = start + length;
  }
  parts.push(escapeSigns(text.slice(end)));
  const escaped = parts.join('');
  return startsLine ? escapeLineStarts(escaped) : escapeLineStarts(`|${escaped}`).slice(1);
}

interface Address {
  readonly start: number;
  readonly length: number;
  /** How it is written so that it ends where it should. */
  readonly address: string;
}

/** What may stand behind an address without becoming part of it. */
const endsAddress = /^(?:$|[\s.,:;"'])/;

/**
 * Addresses as they are to be linked. Discord lets one go on to the next space or `<`: where it
 * ends elsewhere, it stands between `<` and `>`, which Discord does not show.
 */
function addressesIn(text: string): Address[] {
  const meant = new Map(
    (text.includes('://') ? linkSpans(text) : []).map((link) => [link.start, link]),
  );
  return addressSpans(text).map(({ start, end }) => {
    const link = meant.get(start);
    if (link && link.end > end) {
      return { start, length: link.end - start, address: `<${link.url}>` };
    }
    const length = (link?.end ?? end) - start;
    const address = text.slice(start, start + length);
    const after = text.slice(start + length, start + length + 1);
    const ends = endsAddress.test(after) || (after === ')' && !address.includes('('));
    return { start, length, address: ends ? address : `<${address}>` };
  });
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
