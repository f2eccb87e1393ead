import { line, small } from './markup.ts';
import type { Reply } from './reply.ts';

/** A sentence, and nothing else. */
export function notice(...sentences: string[]): Reply {
  return { blocks: [{ kind: 'text', lines: sentences.map((sentence) => line(sentence)) }] };
}

/** What a person sees where nothing can be written down. */
export function diskFullNotice(): Reply {
  return notice(
    'Offprint cannot save anything at the moment, because its disk is full. Searching still works. Please tell the person who runs Offprint.',
  );
}

/** What a person sees where the server of the database has no memory or no connection left. */
export function overloadedNotice(): Reply {
  return notice(
    'Offprint cannot answer at the moment, because its database has too much to do. Please try again in a minute.',
  );
}

/** What a person sees where a part of the database cannot be read. */
export function damagedNotice(reference: string): Reply {
  return notice(
    `Offprint cannot answer this, because its database is damaged. Please tell the person who runs Offprint: a backup has to be restored. The log has the details under ${reference}.`,
  );
}

/** What a person sees after a fault: it is not their doing, and how to have it looked up. */
export function faultNotice(reference: string): Reply {
  return {
    blocks: [
      {
        kind: 'text',
        lines: [
          line('Something went wrong. Nothing was lost. Please try again.'),
          small(
            `If it keeps happening, give this code to the person who runs Offprint: ${reference}`,
          ),
        ],
      },
    ],
  };
}
