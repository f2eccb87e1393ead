import type { Database } from 'better-sqlite3';
import type { PaperId } from '../../../corpus/paper.ts';
import type { Revision } from '../../../corpus/paper-reader.ts';
import { prepareMoveSaves } from '../library/move-saves.ts';
import { prepareMergeBrought } from './import-record.ts';

/** Two papers of which the first turned out to be the second. */
type Pair = { readonly from: PaperId; readonly to: PaperId };

/**
 * Makes one paper of two, inside a transaction of the caller's, and carries everything along:
 * titles, abstracts, listings, saves, discussions, what messages show, attention and digests.
 */
export function prepareMerge(
  database: Database,
): (from: PaperId, to: PaperId, revision: Revision) => void {
  const moveListings = prepareMoveListings(database);
  const moveSaves = prepareMoveSaves(database);
  const moveOpens = prepareMoveOpens(database);
  const mergeFields = prepareMergeFields(database);
  const mergeBrought = prepareMergeBrought(database);
  const simple = ['gains', 'counts', 'passed_over', 'digest_papers', 'paper_titles'].flatMap(
    (table) => [
      // What the other paper has already is not needed twice.
      database.prepare<Pair>(`UPDATE OR IGNORE ${table} SET paper = $to WHERE paper = $from`),
      database.prepare<Pair>(`DELETE FROM ${table} WHERE paper = $from`),
    ],
  );
  const moveShown = database.prepare<Pair>(
    'UPDATE shown_papers SET paper = $to WHERE paper = $from',
  );
  const dropWeakerDiscussions = database.prepare<Pair>(`
    DELETE FROM discussions WHERE paper IN ($from, $to) AND EXISTS (
      SELECT 1 FROM discussions AS other
      WHERE other.server = discussions.server AND other.paper IN ($from, $to)
        AND (other.thread IS NULL, other.claimed_at, other.id)
          < (discussions.thread IS NULL, discussions.claimed_at, discussions.id)
    )
  `);
  const moveDiscussions = database.prepare<Pair>(
    'UPDATE discussions SET paper = $to WHERE paper = $from',
  );
  const moveOlderIds = database.prepare<Pair>(
    'UPDATE merged_papers SET paper = $to WHERE paper = $from',
  );
  const noteMerge = database.prepare<Pair & { revision: Revision }>(
    'INSERT INTO merged_papers (id, paper, revision) VALUES ($from, $to, $revision)',
  );
  const drop = database.prepare<[PaperId]>('DELETE FROM papers WHERE id = ?');
  const touch = database.prepare<[Revision, PaperId]>(
    'UPDATE papers SET revision = ? WHERE id = ?',
  );

  return (from, to, revision) => {
    const pair = { from, to };
    moveListings(pair);
    moveSaves(from, to);
    moveOpens(pair);
    for (const statement of simple) {
      statement.run(pair);
    }
    moveShown.run(pair);
    dropWeakerDiscussions.run(pair);
    moveDiscussions.run(pair);
    mergeFields(pair);
    mergeBrought(pair);
    moveOlderIds.run(pair);
    drop.run(from);
    noteMerge.run({ ...pair, revision });
    touch.run(revision, to);
  };
}

/** Moves abstracts and the listings that show them; on a page that lists both, the better place counts. */
function prepareMoveListings(database: Database): (pair: Pair) => void {
  const copyAbstracts = database.prepare<Pair>(`
    INSERT INTO abstracts (paper, ordinal, text, digest, version)
    SELECT $to, row_number() OVER (ORDER BY ordinal)
      + (SELECT coalesce(max(ordinal), 0) FROM abstracts WHERE paper = $to), text, digest, version
    FROM abstracts WHERE paper = $from
      AND digest NOT IN (SELECT digest FROM abstracts WHERE paper = $to)
  `);
  const dropWorse = database.prepare<Pair>(`
    DELETE FROM listings WHERE paper IN ($from, $to) AND EXISTS (
      SELECT 1 FROM listings AS other WHERE other.page = listings.page
        AND other.paper IN ($from, $to) AND other.rank < listings.rank
    )
  `);
  const moveListings = database.prepare<Pair>(`
    UPDATE listings SET paper = $to, abstract = (
      SELECT theirs.ordinal FROM abstracts AS ours
        JOIN abstracts AS theirs ON theirs.paper = $to AND theirs.digest = ours.digest
      WHERE ours.paper = $from AND ours.ordinal = listings.abstract
    ) WHERE paper = $from
  `);
  const dropAbstracts = database.prepare<Pair>('DELETE FROM abstracts WHERE paper = $from');
  return (pair) => {
    for (const statement of [copyAbstracts, dropWorse, moveListings, dropAbstracts]) {
      statement.run(pair);
    }
  };
}

/** Each person counts once a day, and three a day in all. */
function prepareMoveOpens(database: Database): (pair: Pair) => void {
  const move = database.prepare<Pair>(`
    INSERT OR IGNORE INTO opens (server, paper, day, place, person, from_search)
    SELECT * FROM (
      SELECT server, $to, day, row_number() OVER (PARTITION BY server, day ORDER BY place) + (
        SELECT count(*) FROM opens AS theirs
        WHERE theirs.server = opens.server AND theirs.paper = $to AND theirs.day = opens.day
      ) AS place, person, from_search
      FROM opens WHERE paper = $from
    ) WHERE place <= 3
  `);
  const drop = database.prepare<Pair>('DELETE FROM opens WHERE paper = $from');
  return (pair) => {
    move.run(pair);
    drop.run(pair);
  };
}

/** What the kept paper has goes before what the other one had; links are collected. */
function prepareMergeFields(database: Database): (pair: Pair) => void {
  const merge = database.prepare<Pair>(`
    UPDATE papers SET
      tldr = coalesce(papers.tldr, other.tldr),
      topic = coalesce(papers.topic, other.topic),
      record_id = coalesce(papers.record_id, other.record_id),
      doi = coalesce(papers.doi, other.doi),
      published = coalesce(papers.published, other.published),
      organisation = coalesce(papers.organisation, other.organisation),
      keywords = iif(papers.keywords = '[]', other.keywords, papers.keywords),
      authors = iif(papers.authors = '[]', other.authors, papers.authors),
      links = (SELECT json_group_array(value) FROM (
        SELECT value FROM json_each(papers.links)
        UNION SELECT value FROM json_each(other.links)
      ))
    FROM papers AS other WHERE papers.id = $to AND other.id = $from
  `);
  const takeNumber = database
    .prepare<[PaperId], string | null>('SELECT arxiv_id FROM papers WHERE id = ?')
    .pluck();
  const clearNumber = database.prepare<[PaperId]>('UPDATE papers SET arxiv_id = NULL WHERE id = ?');
  const setNumber = database.prepare<[string, PaperId]>(
    'UPDATE papers SET arxiv_id = ? WHERE id = ? AND arxiv_id IS NULL',
  );
  return (pair) => {
    merge.run(pair);
    const number = takeNumber.get(pair.from);
    if (number) {
      clearNumber.run(pair.from);
      setNumber.run(number, pair.to);
    }
  };
}
