import { createRequire } from 'node:module';
import type { convert } from 'html-to-text';

const require = createRequire(import.meta.url);

/** The words of a text that may hold tags and entities of HTML, on one line. */
export function plainText(text: string): string {
  const isMarked = /<[a-z!/]|&(?:#\d+|#x[\da-f]+|[a-z]+);/i.test(text);
  const words = isMarked
    ? convertHtml(text, {
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

/** Loaded with the first marked text: few bots meet one, and the reader of HTML takes 9 MB. */
const convertHtml: typeof convert = (...args) => {
  const reader = require('html-to-text') as { readonly convert: typeof convert };
  return reader.convert(...args);
};
