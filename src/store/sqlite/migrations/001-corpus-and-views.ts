import type { Migration } from './migration.ts';

/** Papers, abstracts, pages, listings and views. */
export const corpusAndViews: Migration = {
  version: 1,
  name: 'corpus and views',
  up(database) {
    database.exec(`
      CREATE TABLE corpus (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        revision INTEGER NOT NULL CHECK (revision >= 0),
        last_import TEXT CHECK (datetime(last_import) IS NOT NULL OR last_import IS NULL)
      ) STRICT;
      INSERT INTO corpus (id, revision) VALUES (1, 0);

      CREATE TABLE papers (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        title TEXT NOT NULL CHECK (trim(title) <> ''),
        tldr TEXT CHECK (trim(tldr) <> ''),
        topic TEXT CHECK (trim(topic) <> ''),
        arxiv_id TEXT UNIQUE CHECK (trim(arxiv_id) <> ''),
        record_id TEXT CHECK (record_id <> ''),
        keywords TEXT NOT NULL CHECK (json_type(keywords) = 'array'),
        links TEXT NOT NULL CHECK (json_type(links) = 'array'),
        authors TEXT NOT NULL CHECK (json_type(authors) = 'array'),
        -- The corpus revision that last changed this paper, its abstracts or its listings.
        revision INTEGER NOT NULL CHECK (revision > 0)
      ) STRICT;
      CREATE INDEX papers_by_revision ON papers (revision, id);

      CREATE TABLE abstracts (
        paper TEXT NOT NULL REFERENCES papers (id),
        -- In the order in which a paper's abstracts came.
        ordinal INTEGER NOT NULL CHECK (ordinal > 0),
        text TEXT NOT NULL CHECK (trim(text) <> ''),
        -- Of the text with its white space evened out: an index on the text would store it twice.
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        PRIMARY KEY (paper, ordinal),
        UNIQUE (paper, digest)
      ) STRICT;

      CREATE TABLE pages (
        id INTEGER PRIMARY KEY,
        signature TEXT NOT NULL UNIQUE CHECK (signature <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        -- A day of the calendar: date() gives any other text back changed, or as NULL.
        date TEXT CHECK (date IS date(date)),
        inferred INTEGER NOT NULL CHECK (inferred IN (0, 1)),
        CHECK (date IS NOT NULL OR inferred = 0)
      ) STRICT;

      CREATE TABLE listings (
        page INTEGER NOT NULL REFERENCES pages (id),
        rank INTEGER NOT NULL CHECK (rank > 0),
        paper TEXT NOT NULL REFERENCES papers (id),
        -- The abstract that stands on this page, where one does.
        abstract INTEGER,
        PRIMARY KEY (page, rank),
        UNIQUE (paper, page),
        FOREIGN KEY (paper, abstract) REFERENCES abstracts (paper, ordinal)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE views (
        key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 22),
        body TEXT NOT NULL CHECK (json_type(body) = 'object'),
        -- Milliseconds since 1970.
        used_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX views_by_use ON views (used_at);
    `);
  },
};
