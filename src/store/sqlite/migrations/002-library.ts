import type { Migration } from './migration.ts';

/** Saves, reactions, settings and discussions. */
export const library: Migration = {
  version: 2,
  name: 'library',
  up(database) {
    database.exec(`
      -- All times are milliseconds since 1970; servers, people, messages are Discord's snowflakes.

      CREATE TABLE shown_messages (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        channel TEXT NOT NULL CHECK (channel <> ''),
        -- NULL in a direct message.
        server TEXT CHECK (server <> ''),
        posted_at INTEGER NOT NULL,
        -- The save emoji in force when it was posted.
        emoji TEXT NOT NULL CHECK (emoji <> '')
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX shown_messages_by_posting ON shown_messages (posted_at);

      CREATE TABLE shown_papers (
        message TEXT NOT NULL REFERENCES shown_messages (id) ON DELETE CASCADE,
        -- 1 is what 1️⃣ means.
        place INTEGER NOT NULL CHECK (place > 0),
        paper TEXT NOT NULL REFERENCES papers (id),
        PRIMARY KEY (message, place),
        UNIQUE (message, paper)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX shown_papers_by_paper ON shown_papers (paper);

      CREATE TABLE saves (
        id INTEGER PRIMARY KEY,
        -- A server, or @ and the person for the shelf of their direct messages.
        shelf TEXT NOT NULL CHECK (shelf <> ''),
        person TEXT NOT NULL CHECK (person <> ''),
        paper TEXT NOT NULL REFERENCES papers (id),
        asked INTEGER NOT NULL CHECK (asked IN (0, 1)),
        saved_at INTEGER NOT NULL,
        -- NULL while the save stands.
        removed_at INTEGER,
        note TEXT CHECK (trim(note) <> '' AND length(note) <= 4000),
        state TEXT CHECK (state IN ('to-read', 'reading', 'read')),
        UNIQUE (shelf, person, paper),
        CHECK (asked = 0 OR removed_at IS NULL),
        CHECK (substr(shelf, 1, 1) <> '@' OR shelf = '@' || person)
      ) STRICT;
      CREATE INDEX saves_by_shelf ON saves (shelf, saved_at) WHERE removed_at IS NULL;
      CREATE INDEX saves_by_person ON saves (person);
      CREATE INDEX saves_by_paper ON saves (paper);
      CREATE INDEX saves_removed ON saves (removed_at) WHERE removed_at IS NOT NULL;

      CREATE TABLE save_tags (
        save INTEGER NOT NULL REFERENCES saves (id) ON DELETE CASCADE,
        tag TEXT NOT NULL CHECK (trim(tag) = tag AND length(tag) BETWEEN 1 AND 40),
        PRIMARY KEY (save, tag)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE save_reactions (
        save INTEGER NOT NULL REFERENCES saves (id) ON DELETE CASCADE,
        message TEXT NOT NULL CHECK (message <> ''),
        emoji TEXT NOT NULL CHECK (emoji <> ''),
        -- Whether it stands on the message, as far as is known, in either kind.
        normal INTEGER NOT NULL CHECK (normal IN (0, 1)),
        super INTEGER NOT NULL CHECK (super IN (0, 1)),
        -- Whether it carries the save; standing and not counting: dismissed.
        counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
        PRIMARY KEY (save, message, emoji),
        CHECK (normal + super + counts > 0)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX save_reactions_by_message ON save_reactions (message);
      CREATE TRIGGER counting_reactions_carry_standing_saves
      BEFORE INSERT ON save_reactions
      WHEN NEW.counts = 1 AND (SELECT removed_at FROM saves WHERE id = NEW.save) IS NOT NULL
      BEGIN
        SELECT RAISE(ABORT, 'a reaction that counts cannot belong to a removed save');
      END;

      CREATE TABLE passed_over (
        shelf TEXT NOT NULL CHECK (shelf <> ''),
        person TEXT NOT NULL CHECK (person <> ''),
        paper TEXT NOT NULL REFERENCES papers (id),
        at INTEGER NOT NULL,
        PRIMARY KEY (shelf, person, paper)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX passed_over_by_person ON passed_over (person);

      CREATE TABLE servers (
        id TEXT PRIMARY KEY CHECK (id <> '' AND substr(id, 1, 1) <> '@'),
        -- NULL: not chosen, the default holds.
        save_emoji TEXT CHECK (save_emoji <> ''),
        time_zone TEXT CHECK (time_zone <> ''),
        manager_role TEXT CHECK (manager_role <> ''),
        -- When the bot was seen to be out of it; NULL while it is in.
        left_at INTEGER
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE people (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        named INTEGER CHECK (named IN (0, 1)),
        time_zone TEXT CHECK (time_zone <> ''),
        shares_notes INTEGER CHECK (shares_notes IN (0, 1)),
        -- Whether they were told what a first save means.
        introduced INTEGER NOT NULL DEFAULT 0 CHECK (introduced IN (0, 1))
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE members (
        server TEXT NOT NULL CHECK (server <> ''),
        person TEXT NOT NULL CHECK (person <> ''),
        looked_up_at INTEGER NOT NULL,
        -- NULL while they are there.
        away_since INTEGER CHECK (away_since <= looked_up_at),
        PRIMARY KEY (server, person)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE discussions (
        -- AUTOINCREMENT: the number of a claim that ran out is never given again.
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        server TEXT NOT NULL CHECK (server <> ''),
        paper TEXT NOT NULL REFERENCES papers (id),
        claimed_at INTEGER NOT NULL,
        -- Both NULL while it is being made.
        channel TEXT CHECK (channel <> ''),
        thread TEXT UNIQUE CHECK (thread <> ''),
        UNIQUE (server, paper),
        CHECK ((channel IS NULL) = (thread IS NULL))
      ) STRICT;

      CREATE TABLE zotero_items (
        -- A group of Zotero.
        library TEXT NOT NULL CHECK (library <> ''),
        key TEXT NOT NULL CHECK (length(key) = 8),
        -- As Offprint wrote them last.
        fields TEXT NOT NULL CHECK (json_type(fields) = 'object'),
        -- 0 between setting out and Zotero's answer.
        arrived INTEGER NOT NULL CHECK (arrived IN (0, 1)),
        -- Whose note it is; NULL for a paper.
        person TEXT CHECK (person <> ''),
        PRIMARY KEY (library, key)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE secrets (
        name TEXT PRIMARY KEY CHECK (name <> ''),
        value BLOB NOT NULL CHECK (length(value) >= 32)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO secrets (name, value) VALUES ('person hash', randomblob(32));

      -- Reactions of people who had themselves forgotten; who is a keyed hash by message.
      CREATE TABLE forgotten_reactions (
        message TEXT NOT NULL CHECK (message <> ''),
        emoji TEXT NOT NULL CHECK (emoji <> ''),
        who TEXT NOT NULL CHECK (who <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('normal', 'super')),
        forgotten_at INTEGER NOT NULL,
        PRIMARY KEY (message, emoji, who, kind)
      ) STRICT, WITHOUT ROWID;

      -- Written into a backup alone: when it was made.
      CREATE TABLE backup (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        made_at INTEGER NOT NULL
      ) STRICT;

      -- What a backup restored within 30 days must forget again.
      CREATE TABLE forgotten_people (
        who TEXT PRIMARY KEY CHECK (who <> ''),
        forgotten_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
