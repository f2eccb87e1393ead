import { convert } from 'html-to-text';

/** The words of a text that may hold tags and entities of HTML, on one line. */
export function plainText(text: string): string {
  const isMarked = /<[a-z!/]|&(?:#\d+|#x[\da-f]+|[a-z]+);/i.test(text);
  const words = isMarked
    ? convert(text, {
        wordwrap: false,
        limits: { maxInputLength: 200_000, maxDepth: 50 },
        selectors: [
          { selector: 'a', options: { ignoreHref: true } },
          { selector: 'img', format: 'skip' },
        ],
      })
    : text;
  return words.replace(/\s+/gu, ' ').trim();
}
