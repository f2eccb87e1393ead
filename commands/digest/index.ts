import { ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import { type Action, defineCommandGroup } from '../../src/command/define-command.ts';
import { requireSchedule } from './channel-option.ts';
import { showMore } from './more.ts';
import now, { postNow } from './now.ts';
import pause from './pause.ts';
import preview, { previewOf } from './preview.ts';
import resume from './resume.ts';
import { changeDraft, changeWords, confirmDraft, tryDraft, wordsForm } from './setup/panel.ts';
import setup from './setup/setup.ts';
import { undo } from './setup/undo.ts';
import status from './status.ts';
import stop, { stopNow } from './stop.ts';

/** Manage Server; Discord's own overrides by role, person and channel go before it. */
const managers = '32';

const turnPage: Action = {
  answers: 'update',
  forEverybody: true,
  run: (call, [claim, page]) => showMore(call, claim, Number(page)),
};

export default defineCommandGroup({
  data: {
    name: 'digest',
    description: 'A daily digest of papers in a channel',
    default_member_permissions: managers,
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  },
  subcommands: [setup, preview, now, pause, resume, status, stop],
  actions: {
    /** On the digest itself, for everybody. */
    more: {
      answers: 'private',
      forEverybody: true,
      run: (call, [claim]) => showMore(call, claim),
    },
    page: turnPage,
    // Messages posted before the action was renamed say `turn`.
    turn: turnPage,
    undo: { answers: 'update', run: (call, [key]) => undo(call, key) },
    preview: {
      answers: 'private',
      run: async (call, [channel]) => previewOf(call, await requireSchedule(call, channel)),
    },
    post: {
      answers: 'update',
      run: async (call, [channel]) => postNow(call, await requireSchedule(call, channel)),
    },
    stop: { answers: 'update', run: (call, [channel]) => stopNow(call, channel) },
    draft: { answers: 'update', run: changeDraft },
    words: { answers: 'modal', run: (call, [key]) => wordsForm(call, key) },
    worded: { answers: 'update', run: (call, [key]) => changeWords(call, key) },
    try: { answers: 'private', run: (call, [key]) => tryDraft(call, key) },
    confirm: { answers: 'update', run: (call, [key]) => confirmDraft(call, key) },
  },
});
