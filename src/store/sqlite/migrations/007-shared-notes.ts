import type { Migration } from './migration.ts';

/** Notes that their person shares with the team. */
export const sharedNotes: Migration = {
  version: 7,
  name: 'shared notes',
  up(database) {
    database.exec(`
      ALTER TABLE saves ADD COLUMN note_shared INTEGER NOT NULL DEFAULT 0
        CHECK (note_shared = 0 OR (note_shared = 1 AND note IS NOT NULL));
    `);
  },
};
