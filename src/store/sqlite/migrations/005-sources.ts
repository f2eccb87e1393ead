import type { Migration } from './migration.ts';

/** Live sources: their state and pace, their lists, and what they counted last. */
export const sources: Migration = {
  version: 5,
  name: 'live sources',
  up(database) {
    database.exec(`
      -- Moments are milliseconds since 1970.
      CREATE TABLE source_states (
        name TEXT PRIMARY KEY CHECK (name <> ''),
        last_success INTEGER,
        next_try INTEGER,
        -- NULL where the last reading succeeded.
        last_error TEXT CHECK (last_error <> ''),
        failing_since INTEGER,
        told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
        CHECK ((last_error IS NULL) = (failing_since IS NULL))
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE paces (
        name TEXT PRIMARY KEY CHECK (name <> ''),
        -- When the service may be asked again.
        free_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- A list of everything: being on it says nothing about a paper.
      ALTER TABLE pages ADD COLUMN bulk INTEGER NOT NULL DEFAULT 0 CHECK (bulk IN (0, 1));

      CREATE TABLE counts (
        paper TEXT NOT NULL REFERENCES papers (id),
        kind TEXT NOT NULL CHECK (kind IN ('upvotes', 'stars')),
        amount INTEGER NOT NULL CHECK (amount >= 0),
        PRIMARY KEY (paper, kind)
      ) STRICT, WITHOUT ROWID;

      -- Papers that were looked for at the services and have no number yet.
      CREATE TABLE resolutions (
        paper TEXT PRIMARY KEY REFERENCES papers (id) ON DELETE CASCADE,
        tried_at INTEGER NOT NULL,
        tries INTEGER NOT NULL CHECK (tries > 0)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX resolutions_by_try ON resolutions (tried_at);
    `);
  },
};
