import type { Paper, PaperId } from '../../corpus/paper.ts';
import { rememberLast } from '../../corpus/text/remember-last.ts';
import { readAuthorName } from '../../search/suggest/author-name.ts';
import { createTextReader, type ReadText } from '../../search/wording/read-text.ts';

/** The words of papers, read once for all who look for something in them. */
export interface PaperWords {
  /** Title and abstract; where there is no abstract yet, summary and keywords take its place. */
  texts(paper: Paper): readonly ReadText[];
  /** The words of each author's name. */
  authors(paper: Paper): readonly (readonly string[])[];
}

/** Papers whose texts are kept: what is shown today is looked through by many. */
const maxTexts = 500;

/** Reads papers when they are first asked for and keeps their words. */
export function createPaperWords(): PaperWords {
  const reader = createTextReader();
  return {
    texts: rememberLast(maxTexts, (paper) => textsOf(paper).map(reader.read)),
    authors: perPaper(({ authors }) => authors.map((name) => readAuthorName(name).words)),
  };
}

function perPaper<Value>(make: (paper: Paper) => Value): (paper: Paper) => Value {
  const made = new Map<PaperId, Value>();
  return (paper) => {
    const known = made.get(paper.id);
    if (known !== undefined) {
      return known;
    }
    const value = make(paper);
    made.set(paper.id, value);
    return value;
  };
}

function textsOf({ title, abstract, tldr, keywords }: Paper): string[] {
  return [title, ...(abstract ? [abstract] : [...(tldr ? [tldr] : []), ...keywords])];
}
