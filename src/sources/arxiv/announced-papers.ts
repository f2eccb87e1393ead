import { readArxivNumber } from '../../corpus/identifiers/arxiv-number.ts';
import { isDay } from '../../corpus/page/page-date.ts';
import type { Day } from '../../corpus/paper.ts';
import { readAuthors } from '../../corpus/records/record-values.ts';
import { linksIn } from '../../corpus/text/links-of.ts';
import type { SourcePaper } from '../define-source.ts';
import { childrenOf, ownText, readXml, textOf } from '../web/read-xml.ts';
import type { WebClient } from '../web/web-client.ts';
import { WebError } from '../web/web-error.ts';
import { arxivDay } from './announcement-day.ts';
import { arxivService } from './query-arxiv.ts';

/** What arXiv announced last in some categories. */
export interface Announcement {
  readonly day: Day;
  /** New papers and cross-lists; a replacement is no listing. */
  readonly papers: readonly SourcePaper[];
}

/**
 * Reads the announcement feed of categories (https://info.arxiv.org/help/rss.html), which is empty
 * on weekends.
 * @throws {WebError} where it cannot be had.
 */
export async function announcedPapers(
  web: WebClient,
  categories: readonly string[],
): Promise<Announcement | undefined> {
  const { text } = await web.get(arxivService, `https://rss.arxiv.org/rss/${categories.join('+')}`);
  const channel = childrenOf(childrenOf(await readXml(text, 'arXiv'), 'rss')[0], 'channel')[0];
  if (channel === undefined) {
    throw new WebError('not-understood', 'arXiv returned no announcement feed.');
  }
  const items = childrenOf(channel, 'item');
  const [first] = items;
  const day = dayOf(textOf(first, 'pubDate')) ?? dayOf(textOf(channel, 'pubDate'));
  if (first === undefined || day === undefined) {
    return undefined;
  }
  const papers = items.filter(isListing).flatMap((item) => paperOf(item) ?? []);
  if (papers.length === 0 && items.some(isListing)) {
    throw new WebError('not-understood', "arXiv's announcement feed has an unknown format.");
  }
  return { day, papers: withoutRepeats(papers) };
}

function dayOf(written: string | undefined): Day | undefined {
  const moment = Date.parse(written ?? '');
  const day = Number.isNaN(moment) ? '' : arxivDay(new Date(moment));
  return isDay(day) ? day : undefined;
}

/** Replacements are of papers that were announced before. */
function isListing(item: unknown): boolean {
  const said = /Announce Type:\s*([a-z-]+)/iu.exec(textOf(item, 'description') ?? '')?.[1];
  const type = textOf(item, 'arxiv:announce_type') ?? said ?? 'new';
  return type === 'new' || type === 'cross';
}

function paperOf(item: unknown): SourcePaper | undefined {
  const guid = textOf(item, 'guid')?.replace(/^oai:arXiv\.org:/iu, '') ?? '';
  const arxivId =
    readArxivNumber(guid) ?? readArxivNumber(ownText(childrenOf(item, 'link')[0]) ?? '');
  const title = textOf(item, 'title');
  if (arxivId === undefined || title === undefined) {
    return undefined;
  }
  const description = textOf(item, 'description') ?? '';
  const abstract = description.replace(/^.*?\bAbstract:\s*/u, '');
  const creators = childrenOf(item, 'dc:creator').flatMap((creator) => ownText(creator) ?? []);
  const authors = creators.length > 1 ? creators : readAuthors(creators[0] ?? '');
  const links = linksIn(abstract);
  return {
    title,
    arxivId,
    ...(abstract !== '' && { abstract }),
    ...(authors !== undefined && { authors }),
    ...(links.length > 0 && { links }),
  };
}

/** A paper may be announced in several of the categories. */
function withoutRepeats(papers: readonly SourcePaper[]): SourcePaper[] {
  return [...new Map(papers.map((paper) => [paper.arxivId, paper])).values()];
}
