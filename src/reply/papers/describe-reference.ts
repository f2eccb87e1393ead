import type { Reference } from '../../corpus/identifiers/reference.ts';

/** That no paper has this number, DOI or address, in a sentence. */
export function describeMissing(reference: Reference): string {
  switch (reference.kind) {
    case 'arxiv':
      return `No paper here has the arXiv number ${reference.number}.`;
    case 'doi':
      return `No paper here has the DOI ${reference.doi}.`;
    case 'address':
      return `No paper here links to ${reference.address}`;
  }
}
