import { cleanText } from '../corpus/clean-text.ts';
import type { Paper } from '../corpus/paper.ts';
import type { ReadingState, Save } from '../library/save.ts';
import { shrinkReply } from './fit-reply.ts';
import { type Line, line, small } from './markup.ts';
import { titleLink } from './paper-links.ts';
import type { Block, Button, Form, Reply } from './reply.ts';

/** How the states are called. */
export const stateNames: Readonly<Record<ReadingState, string>> = {
  'to-read': 'To read',
  reading: 'Reading',
  read: 'Read',
};

/** One's own save of a paper: what is written on it, and what can be done with it. */
export function savedPanel(paper: Paper, save: Save, heading: readonly Line[]): Reply {
  const args = [paper.id];
  return fitted({
    framed: true,
    blocks: [
      { kind: 'text', lines: [...heading, titleLine(paper), ...writtenLines(save)] },
      {
        kind: 'buttons',
        buttons: Object.entries(stateNames).map(
          ([state, label]): Button => ({
            label: save.state === state ? `✓ ${label}` : label,
            press: { command: 'saved', action: 'state', args: [paper.id, state] },
            style: save.state === state ? 'primary' : 'secondary',
          }),
        ),
      },
      {
        kind: 'buttons',
        buttons: [
          { label: save.note ? 'Edit note' : 'Note', press: action('note', args) },
          { label: 'Tags', press: action('tags', args) },
          { label: 'Undo', press: action('undo', args), style: 'danger' },
        ],
      },
    ],
  });
}

/** A paper that was just taken out of what is saved. */
export function removedPanel(paper: Paper): Reply {
  return fitted({
    framed: true,
    blocks: [
      {
        kind: 'text',
        lines: [
          line('Not saved any more:'),
          titleLine(paper),
          small('It can be brought back for 30 days, with its note and tags.'),
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
export function noteForm(paper: Paper, note: string | undefined): Form {
  return {
    title: 'Your note',
    submit: action('noted', [paper.id]),
    fields: [
      {
        name: 'note',
        label: 'Note',
        description: 'Only you see it, unless you let it go along to Zotero. Empty: no note.',
        long: true,
        maxLength: 4000,
        ...(note && { value: note }),
      },
    ],
  };
}

/** Asks for the tags of a paper. */
export function tagsForm(paper: Paper, tags: readonly string[]): Form {
  return {
    title: 'Tags',
    submit: action('tagged', [paper.id]),
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
  const title = cleanText(paper.title);
  return { spans: [{ link: title, to: titleLink(paper), bold: true }], shrinkTo: 100 };
}

function writtenLines({ tags, note }: Save): Line[] {
  return [
    ...(tags.length > 0 ? [small(tags.map((tag) => `#${tag}`).join(' '))] : []),
    ...(note ? [{ spans: [note], shrinkTo: 200 }] : []),
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
