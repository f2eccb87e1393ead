import type { Paper, PaperId } from '../../corpus/paper.ts';
import type { ReadingState } from '../saves/save.ts';

/** A saved paper on its way out: what is known of it, and what was written on it. */
export interface ExportedPaper {
  readonly id: PaperId;
  readonly key: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract?: string;
  readonly arxivId?: string;
  readonly doi?: string;
  /** The year of the arXiv number, which is when it was submitted; a page's date is never given as a year. */
  readonly year?: number;
  readonly month?: number;
  readonly url?: string;
  readonly links: readonly string[];
  readonly keywords: readonly string[];
  readonly topic?: string;
  readonly savedAt: Date;
  readonly tags: readonly string[];
  readonly state?: ReadingState;
  readonly note?: string;
}

/** What was written on it, and when it was saved. */
export interface ExportedSave {
  readonly savedAt: Date;
  readonly tags: readonly string[];
  readonly state?: ReadingState;
  readonly note?: string;
}

/** What a paper says of itself, without a guess. */
export function exportPaper(paper: Paper, save: ExportedSave): ExportedPaper {
  const { savedAt, tags, state, note } = save;
  const doi = doiOf(paper);
  const url = paper.arxivId ? `https://arxiv.org/abs/${paper.arxivId}` : undefined;
  return {
    id: paper.id,
    key: citationKey(paper),
    title: paper.title,
    authors: paper.authors,
    links: paper.links,
    keywords: paper.keywords,
    savedAt,
    tags,
    ...(paper.abstract && { abstract: paper.abstract }),
    ...(paper.arxivId && { arxivId: paper.arxivId }),
    ...submissionOf(paper.arxivId),
    ...(doi && { doi }),
    ...((url ?? doi) && { url: url ?? `https://doi.org/${doi}` }),
    ...(paper.topic && { topic: paper.topic }),
    ...(state && { state }),
    ...(note && { note }),
  };
}

const articles = new Set(['a', 'an', 'the', 'on', 'of', 'for', 'and', 'in', 'to', 'with', 'via']);

/**
 * A key that never changes: the first words of the title and the beginning of the paper's identity.
 * Authors and year would read better and are not in it, because they become known later.
 */
function citationKey({ id, title }: Pick<Paper, 'id' | 'title'>): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !articles.has(word))
    .slice(0, 3);
  const [first = 'paper', ...others] = words;
  const name = [first, ...others.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)];
  return `${/^\d/.test(first) ? 'p' : ''}${name.join('')}${id.slice(0, 8)}`;
}

/** The DOI among a paper's links; arXiv gives every paper one made of its number. */
function doiOf({ links, arxivId }: Paper): string | undefined {
  for (const link of links) {
    const doi = /^https?:\/\/(?:dx\.)?doi\.org\/(10\.\d{4,9}\/\S+)$/i.exec(link)?.[1];
    if (doi) {
      return decoded(doi);
    }
  }
  return arxivId ? `10.48550/arXiv.${arxivId.replace(/v\d+$/, '')}` : undefined;
}

/** A link may hold a percent sign that stands for nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Since April 2007 an arXiv number begins with year and month (https://info.arxiv.org/help/arxiv_identifier.html). */
function submissionOf(arxivId: string | undefined): { year?: number; month?: number } {
  const found = /^(\d{2})(0[1-9]|1[0-2])\.\d{4,5}(v\d+)?$/.exec(arxivId ?? '');
  return found ? { year: 2000 + Number(found[1]), month: Number(found[2]) } : {};
}
