import type { Migration } from './migration.ts';

/** Whom a direct message was written to, so that forgetting them forgets it. */
export const whoseDirectMessages: Migration = {
  version: 8,
  name: 'whose direct messages',
  up(database) {
    database.exec(`
      -- NULL in a server.
      ALTER TABLE shown_messages ADD COLUMN person TEXT
        CHECK (person IS NULL OR (person <> '' AND server IS NULL));
      -- Of earlier ones it is known through a reaction or a digest in the same channel.
      UPDATE shown_messages SET person = (
        SELECT who FROM (
          SELECT message, person AS who FROM save_reactions JOIN saves ON saves.id = save
          UNION SELECT message, substr(destination, 2) FROM digests WHERE destination LIKE '@%'
        ) JOIN shown_messages AS other ON other.id = message
        WHERE other.channel = shown_messages.channel LIMIT 1
      ) WHERE server IS NULL;
    `);
  },
};
