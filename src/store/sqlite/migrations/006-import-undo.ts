import type { Migration } from './migration.ts';

/** What imports brought that can be undone, and what was removed. */
export const importUndo: Migration = {
  version: 6,
  name: 'undoing imports',
  up(database) {
    database.exec(`
      CREATE TABLE imports (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        -- Milliseconds since 1970.
        at INTEGER NOT NULL,
        -- NULL where they had themselves forgotten.
        person TEXT CHECK (person <> ''),
        server TEXT NOT NULL CHECK (server <> '')
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX imports_by_moment ON imports (at);

      -- A page or paper has a row for each import that brought it, and none where it was there before.
      CREATE TABLE imported_pages (
        import TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
        page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
        -- Whether it came again in a way that is never undone.
        stays INTEGER NOT NULL DEFAULT 0 CHECK (stays IN (0, 1)),
        PRIMARY KEY (import, page)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX imported_pages_by_page ON imported_pages (page);

      CREATE TABLE imported_papers (
        import TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
        paper TEXT NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
        stays INTEGER NOT NULL DEFAULT 0 CHECK (stays IN (0, 1)),
        PRIMARY KEY (import, paper)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX imported_papers_by_paper ON imported_papers (paper);

      -- Ids that search may still hold.
      CREATE TABLE removed_papers (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        -- The corpus revision that removed them.
        revision INTEGER NOT NULL CHECK (revision > 0)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX removed_papers_by_revision ON removed_papers (revision);
    `);
  },
};
