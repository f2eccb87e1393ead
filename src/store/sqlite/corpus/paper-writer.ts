import type { Database } from 'better-sqlite3';
import type { PaperRecord } from '../../../corpus/corpus-store.ts';
import type { PaperId } from '../../../corpus/paper.ts';
import type { Revision } from '../../../corpus/paper-reader.ts';
import { cleanText } from '../../../corpus/text/clean-text.ts';
import { prepareAbstracts } from './abstracts.ts';
import { prepareIdentity } from './paper-identity.ts';

/** What became of a record in the store. */
export interface WrittenPaper {
  readonly id: PaperId;
  /** The store had the paper before. */
  readonly known: boolean;
  /** Something of the paper is other than it was. */
  readonly changed: boolean;
  /** The abstract that the record brought, by its number among the paper's own. */
  readonly abstract?: number;
  /** Sentences about what could not be taken as it came. */
  readonly warnings: readonly string[];
}

/** Writes records into papers, inside a transaction of the caller's. */
export interface PaperWriter {
  write(record: PaperRecord, revision: Revision): WrittenPaper;
  /** Marks a paper as changed, where something about it is other than it was. */
  touch(id: PaperId, revision: Revision): void;
  /** The paper that an id means now: a later record may have merged it into another. */
  current(id: PaperId): PaperId;
}

interface Fields {
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

const noFields: Fields = {
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

/**
 * What a record states goes before what was there, so that a team can correct its papers; links
 * are collected; a title stays as it first came, until a newer version of the paper has another.
 * Importing the same record again changes nothing.
 */
export function createPaperWriter(
  database: Database,
  paperIdOf: (title: string) => PaperId,
): PaperWriter {
  const readFields = database.prepare<[PaperId], Fields>(`
    SELECT title, version, tldr, topic, arxiv_id AS arxivId, doi, published, organisation,
      record_id AS recordId, keywords, links, authors
    FROM papers WHERE id = ?
  `);
  const writeFields = database.prepare<Fields & { id: PaperId; revision: Revision }>(`
    INSERT INTO papers (
      id, title, version, tldr, topic, arxiv_id, doi, published, organisation, record_id, keywords,
      links, authors, revision
    ) VALUES (
      $id, $title, $version, $tldr, $topic, $arxivId, $doi, $published, $organisation, $recordId,
      $keywords, $links, $authors, $revision
    )
    ON CONFLICT (id) DO UPDATE SET
      title = excluded.title, version = excluded.version, tldr = excluded.tldr,
      topic = excluded.topic, arxiv_id = excluded.arxiv_id, doi = excluded.doi,
      published = excluded.published, organisation = excluded.organisation,
      record_id = excluded.record_id, keywords = excluded.keywords, links = excluded.links,
      authors = excluded.authors, revision = excluded.revision
  `);
  const touchPaper = database.prepare<[Revision, PaperId]>(
    'UPDATE papers SET revision = ? WHERE id = ?',
  );
  const addTitle = database.prepare<[PaperId, PaperId]>(
    'INSERT OR IGNORE INTO paper_titles (title, paper) VALUES (?, ?)',
  );
  const identify = prepareIdentity(database, paperIdOf);
  const keepAbstract = prepareAbstracts(database);
  const claimListings = prepareClaim(database);

  function write(record: PaperRecord, revision: Revision): WrittenPaper {
    const { id, known, title, isNewTitle } = identify(record, revision);
    const before = readFields.get(id);
    const fields = merge(before ?? { ...noFields, title: record.title }, record);
    let changed = !before || !sameFields(before, fields);
    if (changed) {
      writeFields.run({ id, ...fields, revision });
    }
    addTitle.run(title, id);
    if (isNewTitle && before && isNewest(record, before) && record.title !== fields.title) {
      writeFields.run({ id, ...fields, title: record.title, revision });
      changed = true;
    }

    const text = stated(record.abstract);
    if (text === undefined) {
      return { id, known, changed, warnings: [] };
    }
    const kept = keepAbstract(id, text, record.version);
    if (kept.isNew && !changed) {
      touchPaper.run(revision, id);
      changed = true;
    }
    if (!known && id !== title) {
      claimListings(title, id, kept.abstract, revision);
    }
    const isOther = kept.isNew && kept.abstract > 1 && record.version === undefined;
    const warnings = isOther
      ? [
          `“${cleanText(record.title)}” has a different abstract than before; both are kept, and the one of the newest page is shown.`,
        ]
      : [];
    return { id, known, changed, abstract: kept.abstract, warnings };
  }

  return {
    write,
    touch: (id, revision) => void touchPaper.run(revision, id),
    current: prepareCurrent(database),
  };
}

/** The paper that an id means now, after merges. */
function prepareCurrent(database: Database): (id: PaperId) => PaperId {
  const find = database
    .prepare<[PaperId], PaperId>('SELECT paper FROM merged_papers WHERE id = ?')
    .pluck();
  return (id) => find.get(id) ?? id;
}

/**
 * Gives a paper of its own number the listings that its title once brought to another paper: those
 * that show its abstract, where the other paper has one more.
 */
function prepareClaim(
  database: Database,
): (title: PaperId, paper: PaperId, abstract: number, revision: Revision) => void {
  type Claim = { title: PaperId; paper: PaperId; abstract: number; revision: Revision };
  const theirs = `
    SELECT theirs.paper, theirs.ordinal FROM abstracts AS theirs
      JOIN paper_titles ON paper_titles.paper = theirs.paper AND paper_titles.title = $title
      JOIN abstracts AS ours ON ours.paper = $paper AND ours.ordinal = $abstract
        AND ours.digest = theirs.digest
    WHERE theirs.paper <> $paper
      AND (SELECT count(*) FROM abstracts AS all_theirs WHERE all_theirs.paper = theirs.paper) > 1
  `;
  const touchOthers = database.prepare<Claim>(`
    UPDATE papers SET revision = $revision WHERE id IN (SELECT paper FROM (${theirs}))
  `);
  const findTheirs = database.prepare<Claim, { paper: PaperId; ordinal: number }>(theirs);
  const moveListings = database.prepare<Claim & { from: PaperId; ordinal: number }>(`
    UPDATE OR IGNORE listings SET paper = $paper, abstract = $abstract
    WHERE paper = $from AND abstract = $ordinal
  `);
  const dropAbstract = database.prepare<[PaperId, number]>(`
    DELETE FROM abstracts WHERE paper = ? AND ordinal = ? AND NOT EXISTS (
      SELECT 1 FROM listings WHERE listings.paper = abstracts.paper
        AND listings.abstract = abstracts.ordinal
    )
  `);
  return (title, paper, abstract, revision) => {
    const claim = { title, paper, abstract, revision };
    const found = findTheirs.all(claim);
    touchOthers.run(claim);
    for (const { paper: from, ordinal } of found) {
      moveListings.run({ ...claim, from, ordinal });
      dropAbstract.run(from, ordinal);
    }
  };
}

/** Whether a record with another title than before is of a version at least as new. */
function isNewest(record: PaperRecord, before: Fields): boolean {
  return (record.version ?? Infinity) >= (before.version ?? 0);
}

function merge(before: Fields, record: PaperRecord): Fields {
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

function sameFields(a: Fields, b: Fields): boolean {
  return (Object.keys(noFields) as (keyof Fields)[]).every((field) => a[field] === b[field]);
}

/** Text that says something; an empty field states nothing. */
function stated(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

function statedList(list: readonly string[] | undefined): string | undefined {
  return list === undefined || list.length === 0 ? undefined : JSON.stringify(list);
}
