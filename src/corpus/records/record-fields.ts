import { arxivSpans, arxivVersion, readArxivNumber } from '../identifiers/arxiv-number.ts';
import { readDoi } from '../identifiers/doi.ts';
import { isObject } from './record-rows.ts';
import {
  isNothing,
  readAbstract,
  readAddresses,
  readAuthors,
  readPublished,
  readText,
  readTexts,
} from './record-values.ts';

/** What a record says in the fields that are understood. */
export interface RecordFields {
  readonly title?: string;
  readonly abstract?: string;
  readonly tldr?: string;
  readonly keywords?: readonly string[];
  readonly topic?: string;
  readonly authors?: readonly string[];
  readonly links?: readonly string[];
  readonly arxivId?: string;
  readonly version?: number;
  readonly doi?: string;
  readonly published?: string;
  readonly organisation?: string;
  readonly recordId?: string;
  /** The day of the list of Hugging Face that it is on. */
  readonly listedOn?: string;
}

/** The fields of a record, and the names of those that were given and not understood. */
export interface ReadFields {
  readonly fields: RecordFields;
  readonly unread: readonly string[];
}

/** Objects in which services put a paper's own fields; the first goes before the rest. */
const containers = [
  'paper',
  'externalIds',
  'ids',
  'attributes',
  'metadata',
  'fields',
  'document',
  '_source',
  'data',
  'content',
  'info',
];

const words = (list: string): readonly string[] => list.split(' ');

/** The names under which each field is known, the most telling first. */
const names = {
  title: ['title', 'display_name'],
  abstract: words('abstract text summary abstractText abstractNote abstract_inverted_index'),
  tldr: ['tldr', 'ai_summary', 'aiSummary'],
  keywords: ['keywords', 'keyword', 'ai_keywords', 'aiKeywords', 'tags'],
  topic: ['topic'],
  authors: ['authors_parsed', 'authors', 'author', 'authorships', 'creators'],
  links: words(
    'links githubRepo projectPage code repository url URL link urls url_abs paper_url ee',
  ),
  published: ['publishedAt', 'published', 'publicationDate', 'publication_date', 'issued', 'date'],
  versions: ['versions'],
  organisation: ['organization', 'organisation', 'institution'],
  id: ['id', 'label', 'paperId'],
  doi: ['doi', 'DOI'],
  listedOn: ['submittedOnDailyAt'],
  year: ['year', 'publication_year'],
} as const satisfies Record<string, readonly string[]>;

/** Where an arXiv number may be, on its own or in an address. */
const numberNames =
  'arxiv_id arxivId arXivId arxiv arXiv ArXiv eprint id entry_id doi DOI url URL url_abs ee link pdf url_pdf pdf_url guid openAccessPdf primary_location locations howpublished note number'.split(
    ' ',
  );
/** `arXiv preprint arXiv:2403.00001`, `CoRR` with `abs/2403.00001`. */
const citedNames = ['journal', 'volume', 'archive_location'];
/** Nobody misses these: they say how the rest is meant, or again what was read. */
const silent = new Set(
  'archiveprefix archivePrefix eprinttype primaryclass _id type month day openAccessPdf primary_location locations best_oa_location pdf_url url_pdf'.split(
    ' ',
  ),
);

/** Reads the fields of a record under the names that services give them, one level deeper too. */
export function readFields(row: Readonly<Record<string, unknown>>): ReadFields {
  const given = flattened(row);
  const first = <T>(from: readonly string[], read: (value: unknown) => T | undefined) =>
    from.map((name) => read(given.get(name))).find((value) => value !== undefined);
  const understood = {
    title: first(names.title, readText),
    abstract: first(names.abstract, readAbstract),
    tldr: first(names.tldr, readText),
    keywords: first(names.keywords, readTexts),
    topic: first(names.topic, readText),
    authors: first(names.authors, readAuthors),
    published:
      first(names.versions, readPublished) ??
      first(names.published, readPublished) ??
      first(names.year, readPublished),
    organisation: first(names.organisation, readText),
    recordId: first(names.id, readId),
    listedOn: first(names.listedOn, readPublished),
    ...identityOf(given),
  };
  const links = names.links.flatMap((name) => readAddresses(given.get(name)) ?? []);
  const ofOthers = links.filter(
    (link) => readArxivNumber(link) === undefined || !understood.arxivId,
  );
  const fields: RecordFields = Object.fromEntries(
    Object.entries({ ...understood, links: ofOthers.length > 0 ? ofOthers : undefined }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return { fields, unread: [...given.keys()].filter((name) => !isRead(name, given.get(name))) };
}

/** The fields of a row by name; those of its containers are its own. */
function flattened(row: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const given = new Map<string, unknown>();
  const add = (fields: Readonly<Record<string, unknown>>) => {
    for (const [name, value] of Object.entries(fields)) {
      const isContainer = containers.includes(name) && isObject(value);
      if (!isContainer && !isNothing(value) && !given.has(name)) {
        given.set(name, value);
      }
    }
  };
  const [inner, ...others] = containers.map((name) => row[name]);
  for (const fields of [inner, row, ...others]) {
    if (isObject(fields)) {
      add(fields);
    }
  }
  return given;
}

function identityOf(
  given: ReadonlyMap<string, unknown>,
): Pick<RecordFields, 'arxivId' | 'version' | 'doi'> {
  const texts = numberNames.flatMap((name) => textsIn(given.get(name)));
  const cited = citedNames.flatMap((name) => textsIn(given.get(name))).filter(saysArxiv);
  const written = texts.find((text) => readArxivNumber(text) !== undefined);
  const mention = cited.find((text) => arxivSpans(text).length > 0);
  const arxivId =
    written === undefined ? arxivSpans(mention ?? '')[0]?.number : readArxivNumber(written);
  const dois = [...names.doi, 'url', 'URL', 'ee', 'link'].flatMap((name) =>
    textsIn(given.get(name)),
  );
  const doi = dois.map(readDoi).find((found) => found !== undefined && !readArxivNumber(found));
  const version = arxivVersion(written ?? '') ?? lastVersion(given.get('versions'));
  return {
    ...(arxivId !== undefined && { arxivId }),
    ...(arxivId !== undefined && version !== undefined && { version }),
    ...(doi !== undefined && { doi }),
  };
}

const saysArxiv = (text: string) => /arxiv|^abs\//iu.test(text);

function textsIn(value: unknown): string[] {
  return typeof value === 'string' ? [value] : (readAddresses(value) ?? []);
}

/** arXiv's dump lists the versions of a paper as `{ version: 'v2' }`. */
function lastVersion(versions: unknown): number | undefined {
  const all: readonly unknown[] = Array.isArray(versions) ? versions : [];
  const numbers = all.flatMap((each) => {
    const digits = isObject(each) ? /^v(\d+)$/u.exec(String(each.version))?.[1] : undefined;
    return digits === undefined ? [] : [Number(digits)];
  });
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function readId(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : readText(value);
}

const readers: readonly (readonly [readonly string[], (value: unknown) => unknown])[] = [
  [[...names.title, ...names.tldr, ...names.topic, ...names.organisation], readText],
  [names.abstract, readAbstract],
  [names.keywords, readTexts],
  [names.authors, readAuthors],
  [names.links, readAddresses],
  [[...names.published, ...names.versions, ...names.year, ...names.listedOn], readPublished],
  [[...names.id, ...names.doi], readId],
  [numberNames, (value) => textsIn(value).find(readArxivNumber)],
  [citedNames, (value) => textsIn(value).find(saysArxiv)],
];

/** Whether a field was kept, or says nothing that could be. */
function isRead(name: string, value: unknown): boolean {
  const isKnown = readers.some(
    ([known, read]) => known.includes(name) && read(value) !== undefined,
  );
  return isKnown || silent.has(name) || name === 'listings';
}
