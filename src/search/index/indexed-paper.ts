import type { Paper } from '../../corpus/paper.ts';
import { type Analysis, analyse } from '../text/analyse.ts';
import type { DocumentNumber } from './term-engine.ts';

/** A paper as search sees it: its cleaned texts and their terms. */
export interface IndexedPaper {
  readonly paper: Paper;
  readonly title: string;
  readonly text: string;
  readonly titleTerms: Analysis;
  readonly keywordTerms: Analysis;
  readonly textTerms: Analysis;
}

/** Something that learns from each paper that comes in, and forgets those that go. */
export interface IndexPart {
  add(document: DocumentNumber, paper: IndexedPaper): void;
  remove(document: DocumentNumber): void;
}

/** A paper with its texts analysed. */
export function indexPaper(paper: Paper): IndexedPaper {
  const { title, searchText: text } = paper;
  return {
    paper,
    title,
    text,
    titleTerms: analyse(title),
    keywordTerms: analyse(paper.keywords.join('; ')),
    textTerms: analyse(text),
  };
}
