import type { ExportedPaper } from './exported-paper.ts';

/** A paper in the terms of CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html). */
export function cslItem(paper: ExportedPaper): object {
  const { year, month } = paper;
  return {
    id: paper.key,
    type: 'document',
    title: paper.title,
    ...(paper.authors.length > 0 && { author: paper.authors.map(cslName) }),
    ...(paper.abstract && { abstract: paper.abstract }),
    ...(paper.doi && { DOI: paper.doi }),
    ...(paper.url && { URL: paper.url }),
    ...(year && { issued: { 'date-parts': [month ? [year, month] : [year]] } }),
    ...(paper.arxivId && { publisher: 'arXiv', note: `arXiv:${paper.arxivId}` }),
    ...(paper.tags.length > 0 && { keyword: paper.tags.join(', ') }),
  };
}

/** A name as its source wrote it; the last word is the family name where it is a name of words. */
export function cslName(name: string): object {
  const comma = /^([^,]+),\s*([^,]+)$/.exec(name);
  if (comma) {
    return { family: comma[1], given: comma[2] };
  }
  const words =
    /^(\S.*?)\s+((?:(?:van|von|de|der|den|del|della|di|da|dos|la|le|ten|ter|bin|al)\s+)*\S+)$/iu.exec(
      name.trim(),
    );
  return words ? { given: words[1], family: words[2] } : { literal: name.trim() };
}
