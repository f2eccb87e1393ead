import type { Reference } from '../../corpus/identifiers/reference.ts';

/** That no paper has this number, DOI or address, in a sentence. */
export function describeMissing(reference: Reference): string {
  switch (reference.kind) {
    case 'arxiv':
      return `No paper in Offprint has the arXiv number ${reference.number}.`;
    case 'doi':
      return `No paper in Offprint has the DOI ${reference.doi}.`;
    case 'address':
      return `No paper in Offprint links to ${reference.address}`;
  }
}
