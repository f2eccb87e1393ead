import type { Paper } from '../../corpus/paper.ts';
import { cleanText } from '../../corpus/text/clean-text.ts';
import { type Analysis, analyse } from '../text/analyse.ts';
import type { DocumentNumber } from './term-engine.ts';

/** A paper as search sees it: its cleaned texts and their terms. */
export interface IndexedPaper {
  readonly paper: Paper;
  readonly title: string;
  readonly text: string;
  readonly titleTerms: Analysis;
  readonly textTerms: Analysis;
}

/** Something that learns from each paper that comes in, and forgets those that go. */
export interface IndexPart {
  add(document: DocumentNumber, paper: IndexedPaper): void;
  remove(document: DocumentNumber): void;
}

export function indexPaper(paper: Paper): IndexedPaper {
  const title = cleanText(paper.title);
  const text = searchedTextOf(paper);
  return { paper, title, text, titleTerms: analyse(title), textTerms: analyse(text) };
}

/** All that is searched besides the title: abstract, summary and keywords. */
export function searchedTextOf({ abstract = '', tldr = '', keywords }: Paper): string {
  const text = [abstract, tldr, keywords.join('; ')].filter((part) => part !== '').join('\n');
  if (!marks.test(text)) {
    return text;
  }
  // Cleaning takes longer than all else, and few sentences have something to clean.
  return text
    .split(betweenSentences)
    .map((sentence) => (marks.test(sentence) ? cleanText(sentence) : sentence))
    .join(' ');
}

const betweenSentences = /(?<=[.!?])\s+(?=\p{Lu})/u;

/** Without any of these, cleaning a text changes hardly anything that its words would show. */
const marks = /[\\{}^_~$*<\u3000-\uffff]/;

/** The text that passages are taken from, cleaned: the abstract, else the summary. */
export function readTextOf({ abstract, tldr }: Paper): string {
  return cleanText(abstract ?? tldr ?? '');
}
