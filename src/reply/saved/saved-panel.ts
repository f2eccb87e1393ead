import type { Paper } from '../../corpus/paper.ts';
import type { ReadingState, Save } from '../../library/saves/save.ts';
import { shrinkReply } from '../fit/fit-reply.ts';
import { type Line, line, small } from '../markup.ts';
import { titleLink } from '../papers/paper-links.ts';
import type { Block, Button, Form, Reply } from '../reply.ts';

/** How the states are called. */
export const stateNames: Readonly<Record<ReadingState, string>> = {
  'to-read': 'To read',
  reading: 'Reading',
  read: 'Read',
};

/** The kind of private message a button is on: it shows the same kind again. */
export type SavedOn = 'panel' | 'card';

/**
 * One's own save of a paper: what is written on it, and what can be done with it.
 * @param inTeam - it is saved in a server, where a note can be shared.
 */
export function savedPanel(
  paper: Paper,
  save: Save,
  heading: readonly Line[],
  inTeam: boolean,
): Reply {
  return fitted({
    framed: true,
    blocks: [
      { kind: 'text', lines: [...heading, titleLine(paper), ...writtenLines(save)] },
      { kind: 'buttons', buttons: writeButtons(paper, save, 'panel') },
      {
        kind: 'buttons',
        buttons: [
          ...shareNoteButtons(paper, save, 'panel', inTeam),
          { label: 'Undo', press: action('undo', [paper.id]), style: 'danger' },
        ],
      },
    ],
  });
}

/** A press for each state, the note and the tags. A tick shows the state, so that colour is not needed. */
export function writeButtons({ id }: Paper, save: Save, on: SavedOn): Button[] {
  return [
    ...Object.entries(stateNames).map(
      ([state, label]): Button => ({
        label: save.state === state ? `✓ ${label}` : label,
        press: action('state', [id, on, state]),
        style: save.state === state ? 'primary' : 'secondary',
      }),
    ),
    { label: save.note ? 'Edit note' : 'Note', press: action('note', [id, on]) },
    { label: 'Tags', press: action('tags', [id, on]) },
  ];
}

/** The press that shares a note with the team, or no longer does; none where there is no note or team. */
export function shareNoteButtons(
  { id }: Paper,
  { note, noteShared }: Save,
  on: SavedOn,
  inTeam: boolean,
): Button[] {
  if (!note || !inTeam) {
    return [];
  }
  return [
    noteShared
      ? { label: 'Make note private', press: action('shareNote', [id, on, 'no']) }
      : { label: 'Share note with team', press: action('shareNote', [id, on, 'yes']) },
  ];
}

/** A paper that was just taken out of what is saved. */
export function removedPanel(paper: Paper): Reply {
  return fitted({
    framed: true,
    blocks: [
      {
        kind: 'text',
        lines: [
          line('Removed:'),
          titleLine(paper),
          small('You can restore it for 30 days, with its note and tags.'),
        ],
      },
      {
        kind: 'buttons',
        buttons: [{ label: 'Restore', press: action('restore', [paper.id]), style: 'primary' }],
      },
    ],
  });
}

/** Asks for the note on a paper. */
export function noteForm({ id }: Paper, { note, noteShared }: Save, on: SavedOn): Form {
  return {
    title: 'Your note',
    submit: action('noted', [id, on]),
    fields: [
      {
        name: 'note',
        label: 'Note',
        description: `${noteShared ? 'You share this note with your team' : 'Only you see it until you share it'}. Leave empty to delete it.`,
        long: true,
        maxLength: 4000,
        ...(note && { value: note }),
      },
    ],
  };
}

/** Asks for the tags of a paper. */
export function tagsForm({ id }: Paper, { tags }: Save, on: SavedOn): Form {
  return {
    title: 'Tags',
    submit: action('tagged', [id, on]),
    fields: [
      {
        name: 'tags',
        label: 'Tags',
        description: 'Separated by commas. Your team sees them.',
        placeholder: 'reward-hacking, to-present',
        maxLength: 400,
        ...(tags.length > 0 && { value: tags.join(', ') }),
      },
    ],
  };
}

function titleLine(paper: Paper): Line {
  const title = paper.title;
  return { spans: [{ link: title, to: titleLink(paper), bold: true }], shrinkTo: 100 };
}

/** The tags and the note of one's own save. */
export function writtenLines({ tags, note, noteShared }: Save): Line[] {
  return [
    ...(tags.length > 0 ? [small(tags.map((tag) => `#${tag}`).join(' '))] : []),
    ...(note
      ? [
          { spans: [note], shrinkTo: 200 },
          small(noteShared ? 'Your team sees this note.' : 'Only you see this note.'),
        ]
      : []),
  ];
}

function action(name: string, args: readonly string[]) {
  return { command: 'saved', action: name, args };
}

function fitted(reply: Reply): Reply {
  return shrinkReply(reply) ?? { ...reply, blocks: reply.blocks.filter(isControl) };
}

function isControl(block: Block): boolean {
  return block.kind === 'buttons';
}
