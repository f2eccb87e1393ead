import {
  arxivMonth,
  arxivNumberOfDoi,
  readArxivNumber,
} from '../../corpus/identifiers/arxiv-number.ts';
import { doiSpans, sameDoi } from '../../corpus/identifiers/doi.ts';
import type { Day, Paper, PaperId } from '../../corpus/paper.ts';
import { cleanText } from '../../corpus/text/clean-text.ts';
import { readLink } from '../../corpus/text/links-of.ts';
import type { ReadingState } from '../saves/save.ts';

/** A saved paper on its way out: what is known of it, and what was written on it. */
export interface ExportedPaper {
  readonly id: PaperId;
  readonly key: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract?: string;
  /** Our own words on it, or those of a live source. */
  readonly summary?: string;
  readonly arxivId?: string;
  readonly doi?: string;
  /** Of its publication, else of the arXiv number, which is when it was submitted; never of a page. */
  readonly year?: number;
  readonly month?: number;
  /** Of its publication as far as known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly published?: string;
  readonly organisation?: string;
  /** The day of the first page that listed it; it says nothing about its publication. */
  readonly listedOn?: Day;
  /** Its page on arXiv, its DOI, else a search for its title. */
  readonly url: string;
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
  const { abstract, arxivId, published, organisation, topic } = paper;
  const { savedAt, tags, state, note } = save;
  const doi = doiOf(paper);
  const listedOn = paper.listings.flatMap(({ date }) => date ?? []).toSorted()[0];
  return {
    id: paper.id,
    key: citationKey(paper),
    title: paper.title,
    authors: paper.authors.map(cleanText).filter((name) => /[\p{L}\p{N}]/u.test(name)),
    url: addressOf(paper, doi),
    links: paper.links.map((link) => readLink(link) ?? link),
    keywords: paper.keywords,
    savedAt,
    tags,
    ...(abstract && { abstract }),
    ...(paper.tldr && { summary: paper.tldr }),
    ...(arxivId && { arxivId }),
    ...dateOf(paper),
    ...(published && { published }),
    ...(listedOn && { listedOn }),
    ...(organisation && { organisation: cleanText(organisation) }),
    ...(doi && { doi }),
    ...(topic && { topic }),
    ...(state && { state }),
    ...(note && { note }),
  };
}

const articles = new Set(['a', 'an', 'the', 'on', 'of', 'for', 'and', 'in', 'to', 'with', 'via']);

/**
 * The name of the paper, as in `WebRL: Training Web Agents`, else the first words of its title.
 * Authors and year would read better and are not in it, because they become known later.
 */
function citationKey({ title }: Pick<Paper, 'title'>): string {
  const [, name = title] = /^([^:]{1,40}):\s/u.exec(title) ?? [];
  return keyOf(name) ?? keyOf(title) ?? 'paper';
}

function keyOf(text: string): string | undefined {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !articles.has(word))
    .slice(0, 3);
  const [first, ...others] = words;
  if (first === undefined) {
    return undefined;
  }
  const key = [first, ...others.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)];
  return `${/^\d/.test(first) ? 'p' : ''}${key.join('')}`;
}

/** Where data and programs get DOIs of their own: theirs is not the paper's. */
const archivesOfData = /^10\.(?:5281|6084|5061|17605|57967|7910|24432)\//;

/** The paper's own DOI, else one among its links; arXiv gives every paper one made of its number. */
function doiOf({ doi, links, abstract = '', arxivId }: Paper): string | undefined {
  const number = arxivId && (readArxivNumber(arxivId) ?? arxivId.replace(/v\d+$/, ''));
  const given = doi && doiIn(doi);
  if (given) {
    return given;
  }
  const linked = links
    .flatMap((link) => doiIn(link) ?? [])
    .find((each) => !archivesOfData.test(each) && isNoOther(each, number));
  if (linked) {
    return asWritten(linked, abstract);
  }
  return number ? `10.48550/arXiv.${number}` : undefined;
}

/** All of a DOI that stands alone or in an address of the resolver. */
function doiIn(text: string): string | undefined {
  return standsAlone.exec(decoded(readLink(text) ?? text.trim()))?.[1];
}

const standsAlone =
  /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}(?:\.\d+)*\/\S+)$/i;

/** A DOI of arXiv's is the paper's own only with the paper's number. */
function isNoOther(doi: string, number: string | undefined): boolean {
  const ofDoi = arxivNumberOfDoi(doi);
  return ofDoi === undefined || number === undefined || ofDoi === number;
}

/** Links that were read before a DOI could have a `<` end there; the abstract has the whole. */
function asWritten(doi: string, abstract: string): string {
  const longer = abstract.includes(doi) ? doiSpans(abstract) : [];
  const whole = longer.find((span) => sameDoi(span.doi.slice(0, doi.length + 1), `${doi}<`));
  return whole?.doi ?? doi;
}

/** Where the paper can be read; without a number or DOI where Hugging Face finds its title. */
function addressOf({ arxivId, title }: Paper, doi: string | undefined): string {
  if (arxivId) {
    return `https://arxiv.org/abs/${arxivId}`;
  }
  return doi ? doiAddress(doi) : `https://huggingface.co/papers?q=${encodeText(title)}`;
}

function encodeText(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd')).replaceAll(
    /[()'*~!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Percent-encoded where a DOI has signs that an address has not. */
function doiAddress(doi: string): string {
  const encoded = doi.replaceAll(/[^\w.;()/:~,@!+=-]+/g, (signs) =>
    encodeURIComponent(signs.replaceAll(/\p{Cs}/gu, '\ufffd')),
  );
  return `https://doi.org/${encoded}`;
}

/** A link may hold a percent sign that stands for nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Year and month of the publication, else those that the arXiv number begins with. */
function dateOf({ published, arxivId }: Paper): { year?: number; month?: number } {
  const number = arxivId && readArxivNumber(arxivId);
  const submitted: { year?: number; month?: number } = number ? arxivMonth(number) : {};
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?/.exec(published ?? '') ?? [];
  if (year === undefined || (month === undefined && Number(year) === submitted.year)) {
    return submitted;
  }
  return { year: Number(year), ...(month && { month: Number(month) }) };
}
