import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { PaperRecord } from '../../../corpus/corpus-store.ts';
import type { PaperId } from '../../../corpus/paper.ts';
import type { Revision } from '../../../corpus/paper-reader.ts';
import { cleanText } from '../../../corpus/text/clean-text.ts';

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
}

interface Fields {
  readonly tldr: string | null;
  readonly topic: string | null;
  readonly arxivId: string | null;
  readonly recordId: string | null;
  readonly keywords: string;
  readonly links: string;
  readonly authors: string;
}

const noFields: Fields = {
  tldr: null,
  topic: null,
  arxivId: null,
  recordId: null,
  keywords: '[]',
  links: '[]',
  authors: '[]',
};

/**
 * What a record states goes before what was there, so that a team can correct its papers; links
 * are collected; the title stays as it first came. Importing the same record again changes nothing.
 */
export function createPaperWriter(
  database: Database,
  paperIdOf: (title: string) => PaperId,
): PaperWriter {
  const readFields = database.prepare<[PaperId], Fields>(`
    SELECT tldr, topic, arxiv_id AS arxivId, record_id AS recordId, keywords, links, authors
    FROM papers WHERE id = ?
  `);
  const writeFields = database.prepare<
    Fields & { id: PaperId; title: string; revision: Revision }
  >(`
    INSERT INTO papers (
      id, title, tldr, topic, arxiv_id, record_id, keywords, links, authors, revision
    ) VALUES (
      $id, $title, $tldr, $topic, $arxivId, $recordId, $keywords, $links, $authors, $revision
    )
    ON CONFLICT (id) DO UPDATE SET
      tldr = excluded.tldr, topic = excluded.topic, arxiv_id = excluded.arxiv_id,
      record_id = excluded.record_id,
      keywords = excluded.keywords, links = excluded.links, authors = excluded.authors,
      revision = excluded.revision
  `);
  const touchPaper = database.prepare<[Revision, PaperId]>(
    'UPDATE papers SET revision = ? WHERE id = ?',
  );
  const arxivIdOwner = database.prepare<[arxivId: string, except: PaperId], { title: string }>(
    'SELECT title FROM papers WHERE arxiv_id = ? AND id <> ?',
  );
  const keepAbstract = prepareAbstracts(database);

  function write(record: PaperRecord, revision: Revision): WrittenPaper {
    const id = paperIdOf(record.title);
    const warnings: string[] = [];
    const before = readFields.get(id);
    const after = merge(before ?? noFields, record);
    const owner = after.arxivId === null ? undefined : arxivIdOwner.get(after.arxivId, id);
    if (owner) {
      warnings.push(
        `“${cleanText(record.title)}” gives the arXiv id ${after.arxivId}, which “${cleanText(owner.title)}” has already; it is left out.`,
      );
    }
    const fields = owner ? { ...after, arxivId: before?.arxivId ?? null } : after;
    let changed = !before || !sameFields(before, fields);
    if (changed) {
      writeFields.run({ id, title: record.title, ...fields, revision });
    }

    const text = stated(record.abstract);
    if (text === undefined) {
      return { id, known: before !== undefined, changed, warnings };
    }

    const kept = keepAbstract(id, text);
    if (kept.isNew && !changed) {
      touchPaper.run(revision, id);
      changed = true;
    }
    if (kept.isNew && kept.abstract > 1) {
      warnings.push(
        `“${cleanText(record.title)}” has another abstract here than before; both are kept, the newest page's is shown.`,
      );
    }
    return { id, known: before !== undefined, changed, abstract: kept.abstract, warnings };
  }

  return { write, touch: (id, revision) => void touchPaper.run(revision, id) };
}

/** Keeps a text once for each paper; texts that differ in white space alone are the same. */
function prepareAbstracts(
  database: Database,
): (paper: PaperId, text: string) => { readonly abstract: number; readonly isNew: boolean } {
  const find = database
    .prepare<[PaperId, Buffer], number>(
      'SELECT ordinal FROM abstracts WHERE paper = ? AND digest = ?',
    )
    .pluck();
  const add = database
    .prepare<{ paper: PaperId; text: string; digest: Buffer }, number>(`
      INSERT INTO abstracts (paper, ordinal, text, digest)
      SELECT $paper, 1 + coalesce(max(ordinal), 0), $text, $digest
      FROM abstracts WHERE paper = $paper
      RETURNING ordinal
    `)
    .pluck();

  return (paper, text) => {
    const digest = createHash('sha256').update(evened(text)).digest();
    const ordinal = find.get(paper, digest);
    if (ordinal !== undefined) {
      return { abstract: ordinal, isNew: false };
    }
    const added = add.get({ paper, text, digest });
    if (added === undefined) {
      throw new Error('An abstract was not kept.');
    }
    return { abstract: added, isNew: true };
  };
}

/** With one plain space for every run of white space; passing over those that are one is half the time. */
function evened(text: string): string {
  return text.replaceAll(/\s{2,}|[^\S ]/gu, ' ').trim();
}

function merge(before: Fields, record: PaperRecord): Fields {
  const links = JSON.parse(before.links) as string[];
  return {
    tldr: stated(record.tldr) ?? before.tldr,
    topic: stated(record.topic) ?? before.topic,
    arxivId: stated(record.arxivId) ?? before.arxivId,
    recordId: stated(record.recordId) ?? before.recordId,
    keywords: statedList(record.keywords) ?? before.keywords,
    links: JSON.stringify([...new Set([...links, ...(record.links ?? [])])]),
    authors: statedList(record.authors) ?? before.authors,
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
