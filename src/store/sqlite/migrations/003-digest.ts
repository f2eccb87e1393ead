import type { Migration } from './migration.ts';

/** Schedules, the ledger, alerts and attention events. */
export const digest: Migration = {
  version: 3,
  name: 'trending and the digest',
  up(database) {
    database.exec(`
      -- A page without a date is placed on the day it was read; pages read before this are not.
      ALTER TABLE pages ADD COLUMN read_on TEXT CHECK (read_on IS date(read_on));
      CREATE TRIGGER pages_are_read AFTER INSERT ON pages BEGIN
        UPDATE pages SET read_on = date('now') WHERE id = NEW.id;
      END;
      CREATE INDEX pages_by_date ON pages (date);

      -- What live sources counted more than at their last look.
      CREATE TABLE gains (
        paper TEXT NOT NULL REFERENCES papers (id),
        kind TEXT NOT NULL CHECK (kind IN ('upvotes', 'stars')),
        day TEXT NOT NULL CHECK (day IS date(day)),
        amount INTEGER NOT NULL CHECK (amount > 0),
        PRIMARY KEY (paper, kind, day)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX gains_by_day ON gains (day);

      CREATE TABLE opens (
        server TEXT NOT NULL,
        paper TEXT NOT NULL REFERENCES papers (id),
        day TEXT NOT NULL CHECK (day IS date(day)),
        -- The first, second and third of a day count.
        place INTEGER NOT NULL CHECK (place BETWEEN 1 AND 3),
        -- Kept for a day, so that each person counts once.
        person TEXT,
        from_search INTEGER NOT NULL CHECK (from_search IN (0, 1)),
        PRIMARY KEY (server, paper, day, place),
        UNIQUE (server, paper, day, person)
      ) STRICT;
      CREATE INDEX opens_with_people ON opens (day) WHERE person IS NOT NULL;

      CREATE TABLE schedules (
        -- A channel's id, or @ and a person's.
        destination TEXT PRIMARY KEY CHECK (destination <> ''),
        server TEXT,
        minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
        zone TEXT NOT NULL CHECK (zone <> ''),
        days TEXT NOT NULL CHECK (json_type(days) = 'array'),
        size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 8),
        interests TEXT NOT NULL CHECK (json_type(interests) = 'object'),
        shelf_days TEXT NOT NULL CHECK (json_type(shelf_days) = 'array'),
        publish INTEGER NOT NULL CHECK (publish IN (0, 1)),
        paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
        set_up_by TEXT NOT NULL CHECK (set_up_by <> ''),
        -- Moments here are milliseconds since 1970.
        set_up_at INTEGER NOT NULL,
        active_since INTEGER NOT NULL,
        stopped_at INTEGER,
        CHECK ((server IS NULL) = (destination LIKE '@%'))
      ) STRICT;
      CREATE INDEX schedules_by_server ON schedules (server, set_up_at);

      -- The ledger: a row is the right to post one digest, taken before it is posted.
      CREATE TABLE digests (
        id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 25),
        destination TEXT NOT NULL REFERENCES schedules (destination) ON DELETE CASCADE,
        day TEXT NOT NULL CHECK (day IS date(day)),
        -- 0 is the daily one.
        edition INTEGER NOT NULL CHECK (edition >= 0),
        claimed_at INTEGER NOT NULL,
        last_page INTEGER NOT NULL CHECK (last_page >= 0),
        message TEXT,
        posted_at INTEGER,
        outcome TEXT CHECK (outcome IN ('posted', 'empty', 'unknown', 'refused', 'missed')),
        note TEXT,
        UNIQUE (destination, day, edition),
        CHECK ((message IS NULL) = (posted_at IS NULL)),
        CHECK (outcome IS NOT 'posted' OR message IS NOT NULL)
      ) STRICT;
      CREATE INDEX digests_by_claim ON digests (destination, claimed_at);
      CREATE INDEX digests_by_day ON digests (day);
      CREATE INDEX digests_open ON digests (claimed_at) WHERE outcome IS NULL;

      -- The papers of a digest in order: those it shows, then those that had no room.
      CREATE TABLE digest_papers (
        digest TEXT NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
        place INTEGER NOT NULL CHECK (place > 0),
        -- Not of our papers alone: another host with the same token may have posted it.
        paper TEXT NOT NULL,
        part TEXT NOT NULL CHECK (part IN ('trending', 'new', 'shelf')),
        -- The trending score on the day; absent where it had no room.
        score REAL,
        PRIMARY KEY (digest, place),
        UNIQUE (digest, paper)
      ) STRICT, WITHOUT ROWID;

      -- What stands in the way of a destination, told once.
      CREATE TABLE digest_troubles (
        destination TEXT PRIMARY KEY REFERENCES schedules (destination) ON DELETE CASCADE,
        message TEXT NOT NULL,
        noted_at INTEGER NOT NULL,
        told INTEGER NOT NULL CHECK (told IN (0, 1))
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
