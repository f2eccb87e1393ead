import { defineCommandGroup } from '../../src/command/define-command.ts';
import { requireZone } from '../../src/digest/schedule/zones/require-zone.ts';
import me, { showMine } from './me.ts';
import { requireSaveEmoji } from './require-save-emoji.ts';
import server, { emojiForm, requireManager, showServer } from './server.ts';
import { timeZoneForm } from './time-zone.ts';

export default defineCommandGroup({
  data: { name: 'settings', description: 'Your own settings, or the server’s' },
  subcommands: [server, me],
  actions: {
    named: {
      answers: 'update',
      async run(call, [named]) {
        const { settings } = call.offprint.library;
        await settings.changePerson(call.person.id, { named: named === 'yes' });
        return showMine(call);
      },
    },
    notes: {
      answers: 'update',
      async run(call, [shared]) {
        const { settings } = call.offprint.library;
        await settings.changePerson(call.person.id, { sharesNotes: shared === 'yes' });
        return showMine(call);
      },
    },
    zone: {
      answers: 'modal',
      async run(call, [whose = 'me']) {
        const { settings } = call.offprint.library;
        const { timeZone } =
          whose === 'me'
            ? await settings.personSettings(call.person.id)
            : (await requireManager(call)).settings;
        return timeZoneForm(whose, timeZone);
      },
    },
    zoned: {
      answers: 'update',
      async run(call, [whose = 'me']) {
        const { settings } = call.offprint.library;
        const typed = call.fields.zone?.trim();
        const timeZone = typed ? requireZone(typed, call.now) : null;
        if (whose === 'me') {
          await settings.changePerson(call.person.id, { timeZone });
          return showMine(call);
        }
        await settings.changeServer((await requireManager(call)).server, { timeZone });
        return showServer(call);
      },
    },
    emoji: {
      answers: 'modal',
      run: async (call) => emojiForm((await requireManager(call)).settings),
    },
    emojied: {
      answers: 'update',
      async run(call) {
        const { server: id } = await requireManager(call);
        const typed = call.fields.emoji?.trim() ?? '';
        const saveEmoji = typed === '' ? null : await requireSaveEmoji(call, typed);
        await call.offprint.library.settings.changeServer(id, { saveEmoji });
        return showServer(call);
      },
    },
    role: {
      answers: 'update',
      async run(call) {
        const { server: id } = await requireManager(call);
        const [managerRole = null] = call.values;
        await call.offprint.library.settings.changeServer(id, { managerRole });
        return showServer(call);
      },
    },
  },
});
