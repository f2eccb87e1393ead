import { stemOf } from '../text/analyse.ts';

const termsOf = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(stemOf));

/** Terms that every query for papers may have; they are not looked for next to other words. */
export const wordsOfAsking = termsOf(
  'paper papers article articles preprint preprints publication publications',
);

/**
 * Terms that say how something is asked for and not what: they may help to rank, but a paper that has
 * nothing else of a query does not match it.
 */
export const idleTerms: ReadonlySet<string> = new Set([
  ...wordsOfAsking,
  ...termsOf(
    'literature work works study studies research researcher recent recently latest new newest best good great interesting important find show tell list give want need like look looking search anything something everything things stuff please read reading explain understand learn about topic topics related field overview introduction without',
  ),
]);
