import type { Migration } from './migration.ts';

/** What had no room in a digest: thousands of papers at times, kept as one row. */
export const noRoom: Migration = {
  version: 10,
  name: 'what had no room, as one row',
  up(database) {
    database.exec(`
      -- Runs of one part, the best first: [["trending", paper, …], ["new", paper, …]].
      CREATE TABLE digest_more (
        digest TEXT PRIMARY KEY REFERENCES digests (id) ON DELETE CASCADE,
        papers TEXT NOT NULL CHECK (json_type(papers) = 'array')
      ) STRICT;
      INSERT INTO digest_more (digest, papers)
        SELECT digest, json_group_array(json_array(part, paper) ORDER BY place)
        FROM digest_papers WHERE score IS NULL GROUP BY digest;
      DELETE FROM digest_papers WHERE score IS NULL;
    `);
  },
};
