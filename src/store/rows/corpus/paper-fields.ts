import type { PaperRecord } from '../../../corpus/corpus-store.ts';

/** What records say of a paper, as it is kept; lists are JSON. */
export interface PaperFields {
  readonly title: string;
  readonly version: number | null;
  readonly tldr: string | null;
  readonly topic: string | null;
  readonly arxivId: string | null;
  readonly doi: string | null;
  readonly published: string | null;
  readonly organisation: string | null;
  readonly recordId: string | null;
  readonly keywords: string;
  readonly links: string;
  readonly authors: string;
}

const noFields: PaperFields = {
  title: '',
  version: null,
  tldr: null,
  topic: null,
  arxivId: null,
  doi: null,
  published: null,
  organisation: null,
  recordId: null,
  keywords: '[]',
  links: '[]',
  authors: '[]',
};

/** Whether a record with another title than before is of a version at least as new. */
export function isNewest(record: PaperRecord, before: PaperFields): boolean {
  return (record.version ?? Infinity) >= (before.version ?? 0);
}

/** Of a paper that is not there yet: what the record says. */
export function fieldsOf(record: PaperRecord): PaperFields {
  return mergeFields({ ...noFields, title: record.title }, record);
}

/**
 * What a record states goes before what was there, so that a team can correct its papers; links
 * are collected; a title stays as it first came, until a newer version of the paper has another.
 * Merging the same record again changes nothing.
 */
export function mergeFields(before: PaperFields, record: PaperRecord): PaperFields {
  const links = JSON.parse(before.links) as string[];
  const given = {
    tldr: stated(record.tldr),
    topic: stated(record.topic),
    arxivId: stated(record.arxivId),
    doi: stated(record.doi),
    published: stated(record.published),
    organisation: stated(record.organisation),
    recordId: stated(record.recordId),
    keywords: statedList(record.keywords),
    authors: statedList(record.authors),
  };
  const isOlder = !isNewest(record, before);
  const isNewer = record.version !== undefined && record.version > (before.version ?? 0);
  const newest = <T>(then: T, now: NonNullable<T> | undefined, none: T): T =>
    isOlder && then !== none ? then : (now ?? then);
  return {
    title: isNewer ? record.title : before.title,
    version: isNewer ? (record.version ?? null) : before.version,
    tldr: newest(before.tldr, given.tldr, null),
    topic: newest(before.topic, given.topic, null),
    arxivId: before.arxivId ?? given.arxivId ?? null,
    doi: newest(before.doi, given.doi, null),
    published: newest(before.published, given.published, null),
    organisation: newest(before.organisation, given.organisation, null),
    recordId: newest(before.recordId, given.recordId, null),
    keywords: newest(before.keywords, given.keywords, '[]'),
    links: JSON.stringify([...new Set([...links, ...(record.links ?? [])])]),
    authors: newest(before.authors, given.authors, '[]'),
  };
}

/**
 * The same of a record whose title the paper may not have had: where it is of the newest version, it is the
 * paper's title from now on.
 */
export function fieldsAfter(
  before: PaperFields,
  record: PaperRecord,
  isNewTitle: boolean,
): PaperFields {
  const fields = mergeFields(before, record);
  return isNewTitle && isNewest(record, before) ? { ...fields, title: record.title } : fields;
}

/** Whether two are the same in all that is kept. */
export function sameFields(a: PaperFields, b: PaperFields): boolean {
  return (Object.keys(noFields) as (keyof PaperFields)[]).every((field) => a[field] === b[field]);
}

/** Text that says something; an empty field states nothing. */
export function stated(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

function statedList(list: readonly string[] | undefined): string | undefined {
  return list === undefined || list.length === 0 ? undefined : JSON.stringify(list);
}
