import { linkSpans } from '../text/links-of.ts';
import { arxivSpans } from './arxiv-number.ts';
import { doiSpans } from './doi.ts';
import { type Reference, readReference } from './reference.ts';

/** The numbers, DOIs and addresses within a text, and the text without them. */
export interface ReferencesIn {
  readonly references: readonly Reference[];
  readonly rest: string;
}

/** Takes the numbers, DOIs and addresses out of a text: "Title (arXiv:2401.12345)". */
export function referencesIn(text: string): ReferencesIn {
  const spans = [...linkSpans(text), ...doiSpans(text), ...arxivSpans(text)].toSorted(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const references: Reference[] = [];
  let rest = '';
  let from = 0;
  for (const { start, end } of spans) {
    const reference = start < from ? undefined : readReference(text.slice(start, end));
    if (reference === undefined) {
      continue;
    }
    references.push(reference);
    rest += text.slice(from, start).replace(/\b(?:doi|arxiv)\s*(?::\s*)?$/iu, '');
    from = end;
  }
  if (references.length === 0) {
    return { references, rest: text.trim() };
  }
  const left = rest + text.slice(from);
  return {
    references,
    rest: left
      .replace(/\(\s*\)/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
  };
}
