import { addressKey } from './identifiers/address.ts';
import { isReferredTo, type Reference, readReference, widened } from './identifiers/reference.ts';
import { referencesIn } from './identifiers/references-in.ts';
import type { Paper, PaperId } from './paper.ts';
import type { PaperReader } from './paper-reader.ts';

/** The papers that a text names, and how. */
export interface NamedPapers {
  /** A number, DOI or address; absent where it is an id or a title. */
  readonly reference?: Reference;
  /** None where no paper has that number, DOI or address. */
  readonly papers: readonly Paper[];
}

/**
 * The papers that somebody names: by the id a suggestion carries or a record gave, by arXiv number, DOI or an address
 * in any form, by the whole title, or by one of the former among other words.
 * @returns undefined where the text is none of these.
 */
export async function findNamed(
  corpus: PaperReader,
  named: string,
): Promise<NamedPapers | undefined> {
  const [byId] = await corpus.papers([named.trim() as PaperId]);
  if (byId) {
    return { papers: [byId] };
  }
  const found = (await findReferred(corpus, named)) ?? (await findTitled(corpus, named));
  if (found) {
    return found;
  }
  const recorded = await corpus.papersByRecordId(named.trim());
  if (recorded.length > 0) {
    return { papers: recorded };
  }
  const { papers } = await findMentioned(corpus, named);
  return papers.length === 1 ? { papers } : undefined;
}

/** The paper that somebody names; of several that carry one address the first. */
export async function findPaper(corpus: PaperReader, named: string): Promise<Paper | undefined> {
  return (await findNamed(corpus, named))?.papers[0];
}

/** The papers with the number, DOI or address that a text is; undefined where it is none. */
export async function findReferred(
  corpus: PaperReader,
  text: string,
): Promise<NamedPapers | undefined> {
  const reference = readReference(text);
  if (reference === undefined) {
    return undefined;
  }
  const papers = await papersOf(corpus, reference);
  if (papers.length > 0) {
    return { reference, papers };
  }
  const wider = widened(reference);
  const around = wider ? await papersOf(corpus, wider) : [];
  const isUnsure = reference.kind === 'address' && !reference.isSure;
  return isUnsure && around.length === 0 ? undefined : { reference, papers: around };
}

/** What the numbers, DOIs and addresses within a text mean. */
export interface MentionedPapers {
  readonly papers: readonly Paper[];
  /** Those that no paper has. */
  readonly missing: readonly Reference[];
  /** The text without them. */
  readonly rest: string;
}

/** The papers whose number, DOI or address is within a text, in the order of the text. */
export async function findMentioned(corpus: PaperReader, text: string): Promise<MentionedPapers> {
  const { references, rest } = referencesIn(text);
  const papers = new Map<PaperId, Paper>();
  const missing: Reference[] = [];
  for (const reference of references.slice(0, maxMentioned)) {
    const found = await papersOf(corpus, reference);
    for (const paper of found) {
      papers.set(paper.id, paper);
    }
    if (found.length === 0) {
      missing.push(reference);
    }
  }
  return { papers: [...papers.values()], missing, rest };
}

/** Who types more than these into one box has pasted a list. */
const maxMentioned = 10;

async function findTitled(corpus: PaperReader, title: string): Promise<NamedPapers | undefined> {
  const papers = await corpus.papersByTitle(title);
  return papers.length > 0 ? { papers } : undefined;
}

async function papersOf(corpus: PaperReader, reference: Reference): Promise<readonly Paper[]> {
  if (reference.kind === 'arxiv') {
    const numbered = await corpus.papersByArxivId([reference.number]);
    return numbered.length > 0 ? numbered : linking(corpus, reference, [reference.number]);
  }
  if (reference.kind === 'doi') {
    const { doi } = reference;
    const known = await corpus.papersByDoi(doi);
    return known.length > 0 ? known : linking(corpus, reference, [doi, encodeURI(doi)]);
  }
  const [place = ''] = (addressKey(reference.address) ?? '').split('?');
  const typed = reference.address.replace(/^https?:\/\/(?:www\.)?|(?<!\/)\/+$/giu, '');
  return linking(corpus, reference, [place, typed]);
}

async function linking(corpus: PaperReader, reference: Reference, pieces: readonly string[]) {
  const near = await corpus.papersByLink(pieces);
  return near.filter((paper) => isReferredTo(paper, reference));
}
