import type { PaperRecord } from '../../corpus/corpus-store.ts';
import { readRecord } from '../../corpus/records/read-record.ts';
import { isObject } from '../../corpus/records/record-rows.ts';
import { queryArxiv } from '../arxiv/query-arxiv.ts';
import { huggingFaceService, readList, readRow } from '../hugging-face.ts';
import { readJson } from '../web/read-json.ts';
import type { Service, WebClient } from '../web/web-client.ts';
import { WebError } from '../web/web-error.ts';

/** What a service has under a title. */
export interface TitleAnswer {
  /** With arXiv numbers. */
  readonly records: readonly PaperRecord[];
  /** No paper with this title has a number and is not among them. */
  readonly isComplete: boolean;
}

/**
 * Asks a service for papers with a title like this one.
 * @throws {WebError} where it gives no answer.
 */
export type TitleSearch = (web: WebClient, title: string) => Promise<TitleAnswer>;

/** Records in one answer; those with the same title have to be among them. */
const limit = 50;
/** The longest query that Hugging Face takes. */
const longestQuery = 250;

/** The services in the order in which they are asked, the cheapest first. */
export function titleSearches(semanticScholarKey?: string): readonly TitleSearch[] {
  return [
    onHuggingFace,
    onArxiv,
    ...(semanticScholarKey === undefined ? [] : [onSemanticScholar(semanticScholarKey)]),
  ];
}

async function onHuggingFace(web: WebClient, title: string): Promise<TitleAnswer> {
  const asked = new URLSearchParams({ q: title.slice(0, longestQuery), limit: String(limit) });
  const { text } = await web.get(
    huggingFaceService,
    `https://huggingface.co/api/papers/search?${asked.toString()}`,
  );
  const rows = readList(text);
  const read = rows.flatMap((row) => readRow(row) ?? []);
  const records = read.filter(({ arxivId }) => arxivId !== undefined);
  if (read.length === 0 && rows.length > 0) {
    throw new WebError('not-understood', "Hugging Face's search results have an unknown format.");
  }
  return { records, isComplete: false };
}

async function onArxiv(web: WebClient, title: string): Promise<TitleAnswer> {
  const records = await queryArxiv(web, { search: `ti:"${phraseOf(title)}"`, limit });
  return { records, isComplete: records.length < limit };
}

/** Words that may be written otherwise on arXiv, in LaTeX for instance. */
const odd = /[^\p{ASCII}]|[\\$^_{}<>=+~"]/u;

/** The title, or the longest part of it that is written in one way only; without quotes. */
function phraseOf(title: string): string {
  const plain = title.replace(/[“”"]/gu, ' ').replace(/[‘’]/gu, "'").replace(/[‐-―]/gu, '-');
  const parts: string[][] = [[]];
  for (const word of plain.split(/\s+/u).filter(Boolean)) {
    if (odd.test(word)) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(word);
    }
  }
  const [longest = ''] = parts
    .map((words) => words.join(' '))
    .toSorted((a, b) => b.length - a.length);
  return longest === '' ? plain.replace(/\s+/gu, ' ').trim() : longest;
}

/** One request a second is what a key allows (https://www.semanticscholar.org/product/api). */
function onSemanticScholar(key: string): TitleSearch {
  const service: Service = {
    hosts: ['api.semanticscholar.org'],
    pace: { name: 'semantic-scholar', gap: 1_100 },
    headers: { 'x-api-key': key },
  };
  return async (web, title) => {
    const asked = new URLSearchParams({
      query: title,
      fields: 'title,abstract,authors,externalIds,publicationDate,tldr',
    });
    const { text } = await web.get(
      service,
      `https://api.semanticscholar.org/graph/v1/paper/search/match?${asked.toString()}`,
    );
    const answer = readJson(text, 'Semantic Scholar');
    const rows: unknown = isObject(answer) ? answer.data : undefined;
    if (!Array.isArray(rows)) {
      throw new WebError('not-understood', 'Semantic Scholar returned no list of papers.');
    }
    const records = rows.map(readRecord).flatMap((read) => {
      const isUsable = typeof read !== 'string' && !read.isUntitled;
      return isUsable && read.record.arxivId !== undefined ? [read.record] : [];
    });
    return { records, isComplete: false };
  };
}
