import { arxivVersion, readArxivNumber } from '../../corpus/identifiers/arxiv-number.ts';
import { readDoi } from '../../corpus/identifiers/doi.ts';
import { readPublished } from '../../corpus/records/record-values.ts';
import { linksIn } from '../../corpus/text/links-of.ts';
import type { SourcePaper } from '../define-source.ts';
import { childrenOf, readXml, textOf } from '../web/read-xml.ts';
import type { Service, WebClient } from '../web/web-client.ts';
import { WebError } from '../web/web-error.ts';

/** One request in three seconds over all hosts (https://info.arxiv.org/help/api/tou.html). */
export const arxivService: Service = {
  hosts: ['export.arxiv.org', 'rss.arxiv.org', 'arxiv.org'],
  pace: { name: 'arxiv', gap: 3_000 },
};

const address = 'https://export.arxiv.org/api/query';

/** What is asked of arXiv's query API (https://info.arxiv.org/help/api/user-manual.html). */
export interface ArxivQuery {
  readonly numbers?: readonly string[];
  /** In the syntax of the API. */
  readonly search?: string;
  readonly start?: number;
  readonly limit: number;
}

/** A paper as arXiv knows it. */
export interface ArxivPaper extends SourcePaper {
  /** When its first version was submitted. */
  readonly submitted?: Date;
}

/** Papers as arXiv knows them. @throws {WebError} where they cannot be had. */
export async function queryArxiv(web: WebClient, query: ArxivQuery): Promise<ArxivPaper[]> {
  const asked = new URLSearchParams({
    ...(query.numbers && { id_list: query.numbers.join(',') }),
    ...(query.search !== undefined && { search_query: query.search }),
    start: String(query.start ?? 0),
    max_results: String(query.limit),
  });
  const { text } = await web.get(arxivService, `${address}?${asked.toString()}`);
  const feed = childrenOf(await readXml(text, 'arXiv'), 'feed')[0];
  if (feed === undefined) {
    throw new WebError('not-understood', 'arXiv returned no feed.');
  }
  const entries = childrenOf(feed, 'entry');
  const [first] = entries;
  if (entries.length === 1 && textOf(first, 'id')?.includes('/api/errors')) {
    throw new WebError('refused', `arXiv refused the query: ${textOf(first, 'summary') ?? ''}`);
  }
  return entries.flatMap((entry) => paperOf(entry) ?? []);
}

function paperOf(entry: unknown): ArxivPaper | undefined {
  const id = textOf(entry, 'id') ?? '';
  const arxivId = readArxivNumber(id);
  const title = textOf(entry, 'title');
  if (arxivId === undefined || title === undefined) {
    return undefined;
  }
  const abstract = textOf(entry, 'summary');
  const submitted = textOf(entry, 'published');
  const published = readPublished(submitted);
  const doi = readDoi(textOf(entry, 'arxiv:doi') ?? '');
  const version = arxivVersion(id);
  const links = linksIn(`${textOf(entry, 'arxiv:comment') ?? ''} ${abstract ?? ''}`);
  const authors = childrenOf(entry, 'author').flatMap((author) => textOf(author, 'name') ?? []);
  return {
    title,
    arxivId,
    ...(abstract !== undefined && { abstract }),
    ...(version !== undefined && { version }),
    ...(authors.length > 0 && { authors }),
    ...(published !== undefined && { published }),
    ...(submitted !== undefined &&
      !Number.isNaN(Date.parse(submitted)) && { submitted: new Date(submitted) }),
    ...(doi !== undefined && { doi }),
    ...(links.length > 0 && { links }),
  };
}
