import { stemOf } from '../text/analyse.ts';

/** Words that say what is looked for and nothing of what it is about, in a corpus of papers. */
const words =
  'paper papers article articles preprint preprints publication publications literature work works study studies research researcher researchers recent recently latest new newest best good interesting find show tell list give want look looking search anything something everything things stuff please read reading';
/** The same as terms. */
export const wordsOfAsking: ReadonlySet<string> = new Set(words.split(' ').map(stemOf));
