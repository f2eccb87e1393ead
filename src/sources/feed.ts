import { readArxivNumber } from '../corpus/identifiers/arxiv-number.ts';
import { readDoi } from '../corpus/identifiers/doi.ts';
import { isDay } from '../corpus/page/page-date.ts';
import type { Day } from '../corpus/paper.ts';
import { readPublished } from '../corpus/records/record-values.ts';
import { linksIn } from '../corpus/text/links-of.ts';
import { plainText } from '../corpus/text/plain-text.ts';
import {
  defineSource,
  type ReadRequest,
  type SourceList,
  type SourcePaper,
} from './define-source.ts';
import { childrenOf, ownText, readXml, textOf, type XmlElement } from './web/read-xml.ts';
import type { Service, WebClient } from './web/web-client.ts';
import { WebError } from './web/web-error.ts';

const threeHours = 3 * 3_600_000;

/** Any RSS or Atom feed, of a journal or a lab. */
export const feed = defineSource({
  name: 'feed',
  usage: 'feed:https://example.org/feed.xml',
  open(argument = '') {
    const url = URL.canParse(argument) ? new URL(argument) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '') {
      return undefined;
    }
    const service: Service = {
      hosts: [url.hostname],
      pace: { name: `feed ${url.hostname}`, gap: 5_000 },
    };
    return {
      name: `feed:${argument}`,
      isBulk: true,
      readsAgain: 0,
      nextAfter: (read) => new Date(read.getTime() + threeHours),
      read: (request, web) => readFeed(service, url.href, request, web),
    };
  },
});

/** An item is on the list of its own day; one without a date, or an older one, on today's. */
async function* readFeed(
  service: Service,
  address: string,
  { from, to }: ReadRequest,
  web: WebClient,
): AsyncGenerator<SourceList> {
  const { text } = await web.get(service, address);
  const days = new Map<Day, SourcePaper[]>();
  for (const item of itemsOf(await readXml(text, service.hosts[0] ?? 'The feed'))) {
    const paper = paperOf(item);
    if (paper !== undefined) {
      const published = paper.published ?? '';
      const day = isDay(published) && published >= from && published <= to ? published : to;
      days.set(day, [...(days.get(day) ?? []), paper]);
    }
  }
  for (const [day, papers] of days) {
    yield { day, papers };
  }
}

/** @throws {WebError} where it is neither RSS nor Atom. */
function itemsOf(xml: XmlElement): readonly unknown[] {
  const atom = childrenOf(xml, 'feed')[0];
  const channel = childrenOf(childrenOf(xml, 'rss')[0], 'channel')[0];
  const rdf = childrenOf(xml, 'rdf:RDF')[0];
  if (atom === undefined && channel === undefined && rdf === undefined) {
    throw new WebError('not-understood', 'The address returned neither RSS nor Atom.');
  }
  return [...childrenOf(atom, 'entry'), ...childrenOf(channel, 'item'), ...childrenOf(rdf, 'item')];
}

function paperOf(item: unknown): SourcePaper | undefined {
  const title = plainText(textOf(item, 'title') ?? '');
  if (title === '') {
    return undefined;
  }
  const link = linkOf(item);
  const body = ['summary', 'description', 'dc:description', 'content', 'content:encoded'];
  const abstract = body.map((name) => plainText(textOf(item, name) ?? '')).find(Boolean);
  const dates = ['published', 'pubDate', 'dc:date', 'prism:publicationDate', 'updated'];
  const published = dates.map((name) => readPublished(textOf(item, name))).find(Boolean);
  const ids = ['prism:doi', 'dc:identifier', 'guid', 'id', 'link'].map((name) =>
    textOf(item, name),
  );
  const named = [...ids, link].flatMap((id) => id ?? []);
  const arxivId = named.map(readArxivNumber).find(Boolean);
  const doi = named.map(readDoi).find((found) => found && !readArxivNumber(found));
  const links = [...new Set([...(link ? [link] : []), ...linksIn(abstract ?? '')])];
  const authors = authorsOf(item);
  return {
    title,
    ...(abstract !== undefined && { abstract }),
    ...(published !== undefined && { published }),
    ...(arxivId !== undefined && { arxivId }),
    ...(doi !== undefined && { doi }),
    ...(authors.length > 0 && { authors }),
    ...(links.length > 0 && { links }),
  };
}

/** RSS has the address as text, Atom as an attribute of the link to the page itself. */
function linkOf(item: unknown): string | undefined {
  const links = childrenOf(item, 'link');
  const page = links.find((link) => {
    const rel = textOf(link, '@rel');
    return rel === undefined || rel === 'alternate';
  });
  return textOf(page, '@href') ?? ownText(page);
}

function authorsOf(item: unknown): string[] {
  const ofAtom = childrenOf(item, 'author').map((author) => textOf(author, 'name'));
  const ofRss = [...childrenOf(item, 'dc:creator'), ...childrenOf(item, 'author')].map(ownText);
  return [...new Set([...ofAtom, ...ofRss].flatMap((name) => name ?? []))];
}
