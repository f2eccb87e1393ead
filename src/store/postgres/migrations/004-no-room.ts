import type { Migration } from './migration.ts';

/** What had no room in a digest: thousands of papers at times, kept as one row. */
export const noRoom: Migration = {
  version: 4,
  name: 'what had no room, as one row',
  async up(sql) {
    await sql.query(`
      -- JSON, runs of one part, the best first: [["trending", paper, …], ["new", paper, …]].
      CREATE TABLE digest_more (
        digest plain PRIMARY KEY REFERENCES digests (id) ON DELETE CASCADE,
        papers text NOT NULL
      );
      INSERT INTO digest_more (digest, papers)
        SELECT digest, json_agg(json_build_array(part, paper) ORDER BY place)::text
        FROM digest_papers WHERE score IS NULL GROUP BY digest;
      DELETE FROM digest_papers WHERE score IS NULL;
    `);
  },
};
