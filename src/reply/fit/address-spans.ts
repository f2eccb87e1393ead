/** A stretch of text that Discord reads as an address, as [start, end) in UTF-16 units. */
export interface AddressSpan {
  readonly start: number;
  readonly end: number;
}

/** What Discord links of itself: up to a space or `<`, whatever signs are in it. */
const shown = /https?:\/\/[^\s<]+[^\s<.,:;"'\]]/g;

/**
 * The addresses of a text as Discord finds them. A closing bracket stays where its opening one is
 * inside. Nothing in them may be escaped or emphasised: it would become part of the address.
 */
export function addressSpans(text: string): AddressSpan[] {
  if (!text.includes('://')) {
    return [];
  }
  return [...text.matchAll(shown)].map(({ index, 0: written }) => ({
    start: index,
    end: index + withoutSurplusBrackets(written).length,
  }));
}

function withoutSurplusBrackets(written: string): string {
  let surplus = written.split(')').length - written.split('(').length;
  let end = written.length;
  while (surplus > 0 && written.charAt(end - 1) === ')') {
    surplus -= 1;
    end -= 1;
  }
  return written.slice(0, end);
}
