import { corpusAndViews } from './001-corpus-and-views.ts';
import { library } from './002-library.ts';
import { digestAndSources } from './003-digest-and-sources.ts';
import { noRoom } from './004-no-room.ts';
import type { Migration } from './migration.ts';

/** In the order in which they run. One that was released is never changed: add the next. */
export const migrations: readonly Migration[] = [corpusAndViews, library, digestAndSources, noRoom];
