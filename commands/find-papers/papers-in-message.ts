import type { Call, TargetMessage } from '../../src/command/define-command.ts';
import { findMentioned } from '../../src/corpus/find-paper.ts';
import { isReferredTo } from '../../src/corpus/identifiers/reference.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { findPapersInText, numbersNotInCorpus } from '../../src/corpus/text/find-in-text.ts';

/** Papers near a text that are looked at for being named in it. */
const near = 30;

/** Papers that a message names, and the numbers and DOIs in it that the corpus has not. */
export interface PapersInMessage {
  readonly papers: readonly Paper[];
  /** ArXiv numbers, each once. */
  readonly numbers: readonly string[];
  readonly dois: readonly string[];
}

/** The papers one of our own messages shows, else those somebody's text names. */
export async function papersInMessage(
  { offprint }: Call,
  { id, content }: TargetMessage,
): Promise<PapersInMessage> {
  const { corpus, search, library } = offprint;
  const shown = await library.saving.shownMessage(id);
  if (shown) {
    return { papers: await corpus.papers(shown.papers), numbers: [], dois: [] };
  }
  const named = await findPapersInText(corpus, content, async (text) => {
    const { hits } = await search.find({ text, limit: near, asTyped: true });
    return corpus.papers(hits.map((hit) => hit.id));
  });
  const mentioned = await findMentioned(corpus, content);
  const all = [...named, ...mentioned.papers];
  const papers = [...new Map(all.map((paper) => [paper.id, paper])).values()];
  const isHere = (number: string) =>
    papers.some((paper) => isReferredTo(paper, { kind: 'arxiv', number }));
  const numbers = (await numbersNotInCorpus(corpus, content)).filter((each) => !isHere(each));
  const dois = mentioned.missing.flatMap((each) => (each.kind === 'doi' ? [each.doi] : []));
  return { papers, numbers, dois: [...new Set(dois)] };
}
