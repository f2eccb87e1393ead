import type { Migration } from './migration.ts';

/** A paper may have several titles, and a title several papers; numbers tell them apart. */
export const identity: Migration = {
  version: 4,
  name: 'identity by number',
  up(database) {
    database.exec(`
      ALTER TABLE papers ADD COLUMN doi TEXT CHECK (doi LIKE '10.%/%');
      ALTER TABLE papers ADD COLUMN published TEXT CHECK (published GLOB '[12][0-9][0-9][0-9]*');
      ALTER TABLE papers ADD COLUMN organisation TEXT CHECK (trim(organisation) <> '');
      -- Of the arXiv version that gave the title.
      ALTER TABLE papers ADD COLUMN version INTEGER CHECK (version > 0);
      ALTER TABLE abstracts ADD COLUMN version INTEGER CHECK (version > 0);
      CREATE INDEX papers_by_record_id ON papers (record_id) WHERE record_id IS NOT NULL;
      CREATE INDEX papers_by_doi ON papers (lower(doi)) WHERE doi IS NOT NULL;

      -- One paper has one number: an old one without the subject class, in small letters.
      UPDATE OR IGNORE papers
      SET arxiv_id = lower(substr(arxiv_id, 1, instr(arxiv_id, '.') - 1)
        || substr(arxiv_id, instr(arxiv_id, '/')))
      WHERE arxiv_id LIKE '%.%/%';

      CREATE TABLE paper_titles (
        -- The id that the title alone gives.
        title TEXT NOT NULL CHECK (title <> ''),
        paper TEXT NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
        PRIMARY KEY (title, paper)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX paper_titles_by_paper ON paper_titles (paper);
      INSERT INTO paper_titles (title, paper) SELECT id, id FROM papers;

      -- Ids that buttons and files still carry of papers that turned out to be another.
      CREATE TABLE merged_papers (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        paper TEXT NOT NULL REFERENCES papers (id),
        -- The corpus revision that merged them.
        revision INTEGER NOT NULL CHECK (revision > 0)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX merged_papers_by_paper ON merged_papers (paper);
      CREATE INDEX merged_papers_by_revision ON merged_papers (revision);

      -- Two numbers of one message may now mean the same paper.
      CREATE TABLE shown_papers_again (
        message TEXT NOT NULL REFERENCES shown_messages (id) ON DELETE CASCADE,
        -- 1 is what 1️⃣ means.
        place INTEGER NOT NULL CHECK (place > 0),
        paper TEXT NOT NULL REFERENCES papers (id),
        PRIMARY KEY (message, place)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO shown_papers_again SELECT message, place, paper FROM shown_papers;
      DROP TABLE shown_papers;
      ALTER TABLE shown_papers_again RENAME TO shown_papers;
      CREATE INDEX shown_papers_by_paper ON shown_papers (paper);
    `);
  },
};
