import type { Database } from 'better-sqlite3';
import type { PaperRecord } from '../../../corpus/corpus-store.ts';
import type { PaperId } from '../../../corpus/paper.ts';
import type { Revision } from '../../../corpus/paper-reader.ts';
import { abstractWarnings } from '../../rows/corpus/abstract-rows.ts';
import {
  fieldsOf,
  isNewest,
  mergeFields,
  type PaperFields,
  sameFields,
  stated,
} from '../../rows/corpus/paper-fields.ts';
import type { WrittenPaper } from '../../rows/corpus/written-paper.ts';
import { prepareAbstracts } from './abstracts.ts';
import { prepareIdentity } from './paper-identity.ts';

/** Writes records into papers, inside a transaction of the caller's. */
export interface PaperWriter {
  write(record: PaperRecord, revision: Revision): WrittenPaper;
  /** Marks a paper as changed, where something about it is other than it was. */
  touch(id: PaperId, revision: Revision): void;
  /** The paper that an id means now: a later record may have merged it into another. */
  current(id: PaperId): PaperId;
}

/** Papers in SQLite. Importing the same record again changes nothing. */
export function createPaperWriter(
  database: Database,
  paperIdOf: (title: string) => PaperId,
): PaperWriter {
  const readFields = database.prepare<[PaperId], PaperFields>(`
    SELECT title, version, tldr, topic, arxiv_id AS arxivId, doi, published, organisation,
      record_id AS recordId, keywords, links, authors
    FROM papers WHERE id = ?
  `);
  const writeFields = database.prepare<PaperFields & { id: PaperId; revision: Revision }>(`
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
    const fields = before ? mergeFields(before, record) : fieldsOf(record);
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
    const warnings = abstractWarnings(record, kept);
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
