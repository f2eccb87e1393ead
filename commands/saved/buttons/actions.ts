import { z } from 'zod';
import type { Action, ActionCall } from '../../../src/command/define-command.ts';
import { readingStates } from '../../../src/library/saves/save.ts';
import type { Writing } from '../../../src/library/saves/save-rules.ts';
import { tagLimits } from '../../../src/library/saves/tag.ts';
import { line } from '../../../src/reply/markup.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { requirePaper } from '../../../src/reply/require-paper.ts';
import {
  noteForm,
  removedPanel,
  type SavedOn,
  savedPanel,
  tagsForm,
} from '../../../src/reply/saved/saved-panel.ts';
import { showCard } from '../../paper.ts';
import { requireTag, savedPages } from '../list.ts';
import { isTeam, type MySave, requireMySave } from '../my-save.ts';
import { restoreAndShow } from '../restore.ts';
import { tooManyTags } from '../tag.ts';
import { discuss } from './discuss.ts';
import { saveAndShow } from './save.ts';

/** What the buttons, menus and forms of saved papers do. */
export const actions: Readonly<Record<string, Action>> = {
  save: {
    answers: 'private',
    run: async (call, [id]) => saveAndShow(call, await requirePaper(call.offprint.corpus, id)),
  },
  /** A paper chosen among several that a message names. */
  choose: {
    answers: 'update',
    run: async (call) =>
      saveAndShow(call, await requirePaper(call.offprint.corpus, call.values[0])),
  },
  open: {
    answers: 'private',
    run: async (call) =>
      showCard(call, await requirePaper(call.offprint.corpus, call.values[0]), 'private'),
  },
  undo: {
    answers: 'update',
    async run(call, [id]) {
      const { key, paper } = await requireMySave(call, id);
      await call.offprint.library.saving.remove(key);
      return removedPanel(paper);
    },
  },
  restore: {
    answers: 'update',
    run: async (call, [id]) => restoreAndShow(call, await requirePaper(call.offprint.corpus, id)),
  },
  state: {
    answers: 'update',
    async run(call, [id, on, state]) {
      const mine = await requireMySave(call, id);
      const wanted = z.enum(readingStates).parse(state);
      // A second press on the same state takes it away.
      return write(call, mine, on, { state: mine.save.state === wanted ? null : wanted });
    },
  },
  note: {
    answers: 'modal',
    async run(call, [id, on]) {
      const { paper, save } = await requireMySave(call, id);
      return noteForm(paper, save, readOn(on));
    },
  },
  noted: {
    answers: 'update',
    async run(call, [id, on]) {
      const note = call.fields.note?.trim() || null;
      return write(call, await requireMySave(call, id), on, { note });
    },
  },
  shareNote: {
    answers: 'update',
    run: async (call, [id, on, shared]) =>
      write(call, await requireMySave(call, id), on, { noteShared: shared === 'yes' }),
  },
  tags: {
    answers: 'modal',
    async run(call, [id, on]) {
      const { paper, save } = await requireMySave(call, id);
      return tagsForm(paper, save, readOn(on));
    },
  },
  tagged: {
    answers: 'update',
    async run(call, [id, on]) {
      const mine = await requireMySave(call, id);
      const words = (call.fields.tags ?? '').split(',').filter((word) => word.trim() !== '');
      const tag = words.map(requireTag);
      if (new Set(tag).size > tagLimits.perSave) {
        throw tooManyTags();
      }
      const untag = mine.save.tags.filter((each) => !tag.includes(each));
      return write(call, mine, on, { tag, untag });
    },
  },
  page: savedPages.actions.page,
  turn: savedPages.actions.turn,
  discuss: { answers: 'private', run: (call, [id]) => discuss(call, id) },
};

/** Writes on a save and shows it where the button was. */
async function write(
  call: ActionCall,
  { key, paper, save }: MySave,
  on: string | undefined,
  writing: Writing,
): Promise<Reply> {
  const written = await call.offprint.library.saving.write(key, writing);
  if (readOn(on) === 'card') {
    return showCard(call, paper, 'private');
  }
  return savedPanel(paper, written.save ?? save, [line('🔖 Saved:')], isTeam(call));
}

function readOn(on: string | undefined): SavedOn {
  return on === 'card' ? 'card' : 'panel';
}
