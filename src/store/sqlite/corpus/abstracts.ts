import type { Database } from 'better-sqlite3';
import type { PaperId } from '../../../corpus/paper.ts';
import { digestOf, type KeptAbstract } from '../../rows/corpus/abstract-rows.ts';

/** Keeps a text once for each paper; texts that differ in white space alone are the same. */
export function prepareAbstracts(
  database: Database,
): (paper: PaperId, text: string, version?: number) => KeptAbstract {
  const find = database
    .prepare<[PaperId, Buffer], number>(
      'SELECT ordinal FROM abstracts WHERE paper = ? AND digest = ?',
    )
    .pluck();
  const add = database
    .prepare<{ paper: PaperId; text: string; digest: Buffer; version: number | null }, number>(`
      INSERT INTO abstracts (paper, ordinal, text, digest, version)
      SELECT $paper, 1 + coalesce(max(ordinal), 0), $text, $digest, $version
      FROM abstracts WHERE paper = $paper
      RETURNING ordinal
    `)
    .pluck();

  return (paper, text, version) => {
    const digest = digestOf(text);
    const ordinal = find.get(paper, digest);
    if (ordinal !== undefined) {
      return { abstract: ordinal, isNew: false };
    }
    const added = add.get({ paper, text, digest, version: version ?? null });
    if (added === undefined) {
      throw new Error('An abstract was not kept.');
    }
    return { abstract: added, isNew: true };
  };
}
