import type { Migration } from './migration.ts';

/** The day on which a page is read comes from the program's clock, which a replay moves. */
export const readDay: Migration = {
  version: 9,
  name: 'the day of reading',
  up(database) {
    database.exec('DROP TRIGGER pages_are_read;');
  },
};
