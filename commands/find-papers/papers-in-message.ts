import type { Call, TargetMessage } from '../../src/command/define-command.ts';
import { findMentioned } from '../../src/corpus/find-paper.ts';
import { arxivSpans } from '../../src/corpus/identifiers/arxiv-number.ts';
import { doiSpans } from '../../src/corpus/identifiers/doi.ts';
import { isReferredTo } from '../../src/corpus/identifiers/reference.ts';
import { referencesIn } from '../../src/corpus/identifiers/references-in.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { findPapersInText, numbersNotInCorpus } from '../../src/corpus/text/find-in-text.ts';
import { type Unfound, unreadableNumbers } from './describe-unfound.ts';

/** Papers near a text that are looked at for being named in it. */
const near = 30;

/** Papers that a message names, and everything in it that names none of them. */
export interface PapersInMessage {
  readonly papers: readonly Paper[];
  /** ArXiv numbers that no paper here has, each once. */
  readonly numbers: readonly string[];
  readonly unfound: Unfound;
}

/** The papers one of our own messages shows, else those somebody's text names. */
export async function papersInMessage(
  { offprint }: Call,
  { id, content }: TargetMessage,
): Promise<PapersInMessage> {
  const { corpus, search, library } = offprint;
  const shown = await library.saving.shownMessage(id);
  if (shown) {
    const papers = await corpus.papers(shown.papers);
    return { papers, numbers: [], unfound: { dois: [], links: [], unreadable: [] } };
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
  const others = referencesIn(content).references.filter(
    (reference) => !papers.some((paper) => isReferredTo(paper, reference)),
  );
  const dois = others.flatMap((each) => (each.kind === 'doi' ? [each.doi] : []));
  const links = others.flatMap((each) =>
    each.kind === 'address' && !holdsNumber(each.address) ? [each.address] : [],
  );
  return {
    papers,
    numbers,
    unfound: {
      dois: [...new Set(dois)],
      links: [...new Set(links)],
      unreadable: unreadableNumbers(content),
    },
  };
}

/** Two links without a space between them read as one address. */
function holdsNumber(address: string): boolean {
  return arxivSpans(address).length + doiSpans(address).length > 0;
}
