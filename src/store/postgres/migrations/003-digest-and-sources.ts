import type { Migration } from './migration.ts';

/** Schedules, the ledger, alerts, attention events and what is known of the sources, as in SQLite. */
export const digestAndSources: Migration = {
  version: 3,
  name: 'digest and sources',
  async up(sql) {
    await sql.query(`
      -- What live sources counted more than at their last look.
      CREATE TABLE gains (
        paper named NOT NULL REFERENCES papers (id),
        kind plain NOT NULL CHECK (kind IN ('upvotes', 'stars')),
        day day NOT NULL,
        amount bigint NOT NULL CHECK (amount > 0),
        PRIMARY KEY (paper, kind, day)
      );
      CREATE INDEX gains_by_day ON gains (day);

      CREATE TABLE counts (
        paper named NOT NULL REFERENCES papers (id),
        kind plain NOT NULL CHECK (kind IN ('upvotes', 'stars')),
        amount bigint NOT NULL CHECK (amount >= 0),
        PRIMARY KEY (paper, kind)
      );

      CREATE TABLE opens (
        server plain NOT NULL,
        paper named NOT NULL REFERENCES papers (id),
        day day NOT NULL,
        -- The first, second and third of a day count.
        place integer NOT NULL CHECK (place BETWEEN 1 AND 3),
        -- Kept for a day, so that each person counts once.
        person plain,
        from_search truth NOT NULL,
        PRIMARY KEY (server, paper, day, place),
        UNIQUE (server, paper, day, person)
      );
      CREATE INDEX opens_by_paper ON opens (paper);
      CREATE INDEX opens_with_people ON opens (day) WHERE person IS NOT NULL;

      CREATE TABLE schedules (
        -- A channel's id, or @ and a person's.
        destination named PRIMARY KEY,
        server plain,
        minute integer NOT NULL CHECK (minute BETWEEN 0 AND 1439),
        zone named NOT NULL,
        days list_json NOT NULL,
        size integer NOT NULL CHECK (size BETWEEN 1 AND 8),
        interests object_json NOT NULL,
        shelf_days list_json NOT NULL,
        publish truth NOT NULL,
        paused truth NOT NULL,
        set_up_by named NOT NULL,
        set_up_at bigint NOT NULL,
        active_since bigint NOT NULL,
        stopped_at bigint,
        CHECK ((server IS NULL) = (destination LIKE '@%'))
      );
      CREATE INDEX schedules_by_server ON schedules (server, set_up_at);

      -- The ledger: a row is the right to post one digest, taken before it is posted.
      CREATE TABLE digests (
        id plain PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 25),
        destination named NOT NULL REFERENCES schedules (destination) ON DELETE CASCADE,
        day day NOT NULL,
        -- 0 is the daily one.
        edition integer NOT NULL CHECK (edition >= 0),
        claimed_at bigint NOT NULL,
        last_page bigint NOT NULL CHECK (last_page >= 0),
        message plain,
        posted_at bigint,
        outcome plain CHECK (outcome IN ('posted', 'empty', 'unknown', 'refused', 'missed')),
        note plain,
        UNIQUE (destination, day, edition),
        CHECK ((message IS NULL) = (posted_at IS NULL)),
        CHECK (outcome IS DISTINCT FROM 'posted' OR message IS NOT NULL)
      );
      CREATE INDEX digests_by_claim ON digests (destination, claimed_at);
      CREATE INDEX digests_by_day ON digests (day);
      CREATE INDEX digests_open ON digests (claimed_at) WHERE outcome IS NULL;

      -- The papers of a digest in order: those it shows, then those that had no room.
      CREATE TABLE digest_papers (
        digest plain NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
        place integer NOT NULL CHECK (place > 0),
        -- Not of our papers alone: another host with the same token may have posted it.
        paper plain NOT NULL,
        part plain NOT NULL CHECK (part IN ('trending', 'new', 'shelf')),
        -- The trending score on the day; absent where it had no room.
        score double precision,
        PRIMARY KEY (digest, place),
        UNIQUE (digest, paper)
      );
      CREATE INDEX digest_papers_by_paper ON digest_papers (paper);

      -- What is in the way of a destination, told once.
      CREATE TABLE digest_troubles (
        destination named PRIMARY KEY REFERENCES schedules (destination) ON DELETE CASCADE,
        message plain NOT NULL,
        noted_at bigint NOT NULL,
        told truth NOT NULL
      );

      CREATE TABLE source_states (
        name named PRIMARY KEY,
        last_success bigint,
        next_try bigint,
        -- NULL where the last reading succeeded.
        last_error named,
        failing_since bigint,
        told truth NOT NULL DEFAULT 0,
        CHECK ((last_error IS NULL) = (failing_since IS NULL))
      );

      CREATE TABLE paces (
        name named PRIMARY KEY,
        -- When the service may be asked again.
        free_at bigint NOT NULL
      );

      CREATE TABLE resolutions (
        paper named PRIMARY KEY REFERENCES papers (id) ON DELETE CASCADE,
        tried_at bigint NOT NULL,
        tries integer NOT NULL CHECK (tries > 0)
      );
      CREATE INDEX resolutions_by_try ON resolutions (tried_at);
    `);
  },
};
