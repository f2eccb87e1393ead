import { cleanText } from '../corpus/clean-text.ts';
import type { Paper } from '../corpus/paper.ts';
import { type Analysis, analyse } from './analyse.ts';
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

/** All that is searched besides the title: abstract, summary and keywords, cleaned. */
export function searchedTextOf({ abstract = '', tldr = '', keywords }: Paper): string {
  return [cleanText(abstract), cleanText(tldr), cleanText(keywords.join('; '))]
    .filter((part) => part !== '')
    .join('\n');
}

/** The text that passages are taken from, cleaned: the abstract, else the summary. */
export function readTextOf({ abstract, tldr }: Paper): string {
  return cleanText(abstract ?? tldr ?? '');
}
