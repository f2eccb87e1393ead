import type { Paper } from '../paper.ts';
import { readAddress, repositoryOf, sameAddress } from './address.ts';
import { readArxivNumber } from './arxiv-number.ts';
import { doiSpans, readDoi, sameDoi } from './doi.ts';

/** What names a paper without its title. */
export type Reference =
  | { readonly kind: 'arxiv'; readonly number: string }
  | { readonly kind: 'doi'; readonly doi: string }
  | { readonly kind: 'address'; readonly address: string; readonly isSure: boolean };

/** The number, DOI or address that a text is, in whatever form; undefined for anything else. */
export function readReference(text: string): Reference | undefined {
  const typed = text.trim().replace(/^["“'](.+)["”']$/u, '$1');
  // What arXiv would not give out is still meant as a number, which no paper has.
  const number = readArxivNumber(typed) ?? /^arxiv\s*:\s*(\d[\d.]+)(?:v\d+)?$/iu.exec(typed)?.[1];
  if (number !== undefined) {
    return { kind: 'arxiv', number };
  }
  const doi = readDoi(typed);
  if (doi !== undefined) {
    return { kind: 'doi', doi };
  }
  const address = readAddress(typed);
  if (address === undefined) {
    return undefined;
  }
  // A publisher's page: https://dl.acm.org/doi/10.1145/…
  const [span, ...more] = doiSpans(typed);
  return address.isSure && span && more.length === 0 && span.end === typed.length
    ? { kind: 'doi', doi: span.doi }
    : { kind: 'address', ...address };
}

/** Whether a reference means this paper: its own number or DOI, or an address among its links. */
export function isReferredTo(
  paper: Pick<Paper, 'arxivId' | 'doi' | 'links'>,
  reference: Reference,
): boolean {
  switch (reference.kind) {
    case 'arxiv':
      return paper.arxivId === undefined
        ? paper.links.some((link) => readArxivNumber(link) === reference.number)
        : paper.arxivId === reference.number;
    case 'doi':
      return [
        paper.doi,
        ...paper.links.flatMap((link) => doiSpans(link).map(({ doi }) => doi)),
      ].some((doi) => doi !== undefined && sameDoi(doi, reference.doi));
    case 'address':
      return paper.links.some((link) => sameAddress(link, reference.address));
  }
}

/** The repository that an address leads into, as a reference of its own. */
export function widened(reference: Reference): Reference | undefined {
  const address = reference.kind === 'address' ? repositoryOf(reference.address) : undefined;
  return address === undefined ? undefined : { kind: 'address', address, isSure: true };
}
