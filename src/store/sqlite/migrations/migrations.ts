import { corpusAndViews } from './001-corpus-and-views.ts';
import { library } from './002-library.ts';
import { digest } from './003-digest.ts';
import { identity } from './004-identity.ts';
import { sources } from './005-sources.ts';
import { importUndo } from './006-import-undo.ts';
import { sharedNotes } from './007-shared-notes.ts';
import { whoseDirectMessages } from './008-whose-direct-messages.ts';
import { readDay } from './009-read-day.ts';
import { noRoom } from './010-no-room.ts';
import type { Migration } from './migration.ts';

/** In the order in which they run. One that was released is never changed: add the next. */
export const migrations: readonly Migration[] = [
  corpusAndViews,
  library,
  digest,
  identity,
  sources,
  importUndo,
  sharedNotes,
  whoseDirectMessages,
  readDay,
  noRoom,
];
