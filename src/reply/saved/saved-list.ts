import type { Paper } from '../../corpus/paper.ts';
import type { PersonId } from '../../library/library-id.ts';
import type { SavedPaper } from '../../library/library-queries.ts';
import type { Passages } from '../../search/search.ts';
import { shrinkReply } from '../fit/fit-reply.ts';
import { type Line, type Span, small } from '../markup.ts';
import { passageLines } from '../papers/paper-lines.ts';
import { titleLink } from '../papers/paper-links.ts';
import { openMenuLabel } from '../papers/paper-list.ts';
import type { ActionRef, Block, Button, Reply } from '../reply.ts';
import { saversSpans } from './saved-marks.ts';
import { stateNames } from './saved-panel.ts';
import { teamNoteLines } from './team-notes.ts';

/** Notes of others that a row shows. */
const maxNotes = 2;

/** A saved paper in its row. */
export interface SavedRow extends Passages {
  readonly place: number;
  readonly paper: Paper;
  readonly saved: SavedPaper;
  readonly inNote?: boolean;
}

/** A page of saved papers, and what is said around them. */
export interface SavedListing {
  readonly heading: Line;
  readonly rows: readonly SavedRow[];
  /** The server's id, for links to messages; absent on one's own shelf. */
  readonly server?: string | undefined;
  /** Who reads it, where each row says who saved it; absent where the heading does. */
  readonly reader?: PersonId | undefined;
  readonly back?: ActionRef | undefined;
  readonly next?: ActionRef | undefined;
}

/** A page of what is saved: when, where from, what was written on it, and a menu to open one. */
export function savedList(listing: SavedListing): Reply {
  const { heading, rows, back, next } = listing;
  const buttons: Button[] = [
    ...(back ? [{ label: 'Back', press: back }] : []),
    ...(next ? [{ label: 'Next', press: next }] : []),
  ];
  const reply: Reply = {
    framed: true,
    papers: rows.map(({ paper }) => paper.id),
    blocks: [
      { kind: 'text', lines: [heading] },
      ...rows.map((row): Block => ({ kind: 'text', lines: rowLines(row, listing) })),
      ...(rows.length > 0 ? [openMenu(rows)] : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
  };
  const fitting = shrinkReply(reply);
  if (!fitting) {
    throw new RangeError(`${rows.length} saved papers do not fit one message`);
  }
  return fitting;
}

function rowLines(row: SavedRow, listing: SavedListing): Line[] {
  const { place, paper, saved, inNote } = row;
  return [
    {
      spans: [{ bold: `${place}.` }, ' ', { link: paper.title, to: titleLink(paper), bold: true }],
      shrinkTo: 100,
    },
    ...passageLines(row),
    ...(inNote && saved.note ? [noteLine(saved.note)] : []),
    ...teamNoteLines(saved.teamNotes, maxNotes),
    factsLine(saved, listing),
  ];
}

function noteLine(note: string): Line {
  return { spans: [`Your note: ${note}`], as: 'quote', shrinkTo: 80 };
}

function factsLine(saved: SavedPaper, { server, reader }: SavedListing): Line {
  const { savedAt, savedBy, state, tags, note, message, discussion } = saved;
  const facts: Span[][] = [
    [
      'saved ',
      { time: savedAt, as: 'date' },
      ...(reader === undefined ? [] : saversSpans(savedBy, reader)),
    ],
    state ? [stateNames[state].toLowerCase()] : [],
    tags.length > 0 ? [tags.map((tag) => `#${tag}`).join(' ')] : [],
    note ? ['with a note'] : [],
    message ? [{ link: 'message', to: messageLink(server, message) }] : [],
    discussion
      ? [{ link: 'discussion', to: channelLink(discussion.server, discussion.thread) }]
      : [],
  ];
  const stated = facts.filter((fact) => fact.length > 0);
  return {
    ...small(...stated.flatMap((fact, at): Span[] => (at === 0 ? fact : [' · ', ...fact]))),
    shrinkTo: 200,
  };
}

/** Where a message can be seen. */
function messageLink(
  server: string | undefined,
  { id, channel }: { readonly id: string; readonly channel: string },
): string {
  return `${channelLink(server, channel)}/${id}`;
}

/** Where a channel or thread can be seen. */
export function channelLink(server: string | undefined, channel: string): string {
  return `https://discord.com/channels/${server ?? '@me'}/${channel}`;
}

function openMenu(rows: readonly SavedRow[]): Block {
  return {
    kind: 'select',
    press: { command: 'saved', action: 'open' },
    placeholder: openMenuLabel,
    of: rows.map(({ place, paper }) => ({
      label: `${place}. ${paper.title}`,
      value: paper.id,
    })),
  };
}
