import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineCommandGroup, defineSubcommand } from '../../src/command/define-command.ts';
import { zoneName } from '../../src/digest/schedule/zones/zone-names.ts';
import { line, small } from '../../src/reply/markup.ts';
import { notice } from '../../src/reply/notices.ts';
import { describeCount } from '../../src/reply/papers/describe-corpus.ts';

const show = defineSubcommand({
  data: { name: 'show', description: 'What is kept about you', type: Option.Subcommand },
  visibility: () => 'private',
  async run({ offprint, person }) {
    const kept = await offprint.library.privacy.show(person.id);
    const standing = kept.saves.filter(({ removedAt }) => !removedAt);
    const notes = kept.saves.filter(({ note }) => note).length;
    const shared = kept.saves.filter(({ noteShared }) => noteShared).length;
    const { named, timeZone } = kept.settings;
    return {
      framed: true,
      blocks: [
        {
          kind: 'text',
          lines: [
            { spans: ['What I keep about you'], as: 'subheading' },
            line(
              `${describeCount(standing.length, 'saved paper')} with where each save came from, ${describeCount(notes, 'note')}${shared > 0 ? ` (${shared} shared with your team)` : ''}, your tags and reading states.`,
            ),
            line(
              `${describeCount(kept.saves.length - standing.length, 'removed save')}: you can restore them for 30 days. If your reaction is still on a message, I remember that it no longer counts.`,
            ),
            line(`${describeCount(kept.passedOver.length, 'paper')} you did not want recommended.`),
            line(
              `${describeCount(kept.followed.length, 'thing')} that you follow (topics, words, authors), with the hour and what was sent to you.`,
            ),
            line(
              `${describeCount(kept.digestsSetUp.length, 'channel digest')} that you set up; when I last looked whether you are still in a server; which papers you opened, until the day is over.`,
            ),
            line(
              `Your name is ${named ? 'shown to teammates' : 'hidden'}; your time zone is ${timeZone ? zoneName(timeZone) : 'not kept'}.`,
            ),
            small('Apart from your Discord id I keep no name, address or message of yours.'),
          ],
        },
        {
          kind: 'buttons',
          buttons: [
            { label: 'Export all of it', press: { action: 'export' } },
            { label: 'Forget me', press: { action: 'ask' }, style: 'danger' },
          ],
        },
      ],
    };
  },
});

const exportVerb = defineSubcommand({
  data: {
    name: 'export',
    description: 'All that is kept about you, as a file',
    type: Option.Subcommand,
  },
  visibility: () => 'private',
  run: exportData,
});

const forget = defineSubcommand({
  data: {
    name: 'forget',
    description: 'Have everything about you deleted, after you confirm',
    type: Option.Subcommand,
  },
  visibility: () => 'private',
  run: async () => askToForget(),
});

export default defineCommandGroup({
  data: { name: 'privacy', description: 'What is kept about you, and how to take it back' },
  subcommands: [show, exportVerb, forget],
  actions: {
    export: { answers: 'private', run: exportData },
    ask: { answers: 'private', run: async () => askToForget() },
    forget: {
      answers: 'update',
      async run({ offprint, person }) {
        await offprint.library.privacy.forget(person.id);
        return notice(
          'Everything about you is deleted, in every server. Your old reactions will not bring it back.',
        );
      },
    },
    keep: { answers: 'update', run: async () => notice('Nothing was deleted.') },
  },
});

async function exportData({ offprint, person }: Parameters<typeof show.run>[0]) {
  const kept = await offprint.library.privacy.show(person.id);
  const titles = await offprint.corpus.papers(kept.saves.map(({ paper }) => paper));
  const titleOf = new Map(titles.map(({ id, title }) => [id, title]));
  const saves = kept.saves.map((save) => ({ title: titleOf.get(save.paper), ...save }));
  const name = 'offprint-about-me.json';
  const content = new TextEncoder().encode(`${JSON.stringify({ ...kept, saves }, undefined, 2)}\n`);
  return {
    blocks: [
      { kind: 'text', lines: [line('All that I keep about you:')] } as const,
      { kind: 'file', file: name } as const,
    ],
    files: [{ name, content }],
  };
}

function askToForget() {
  return {
    framed: true,
    blocks: [
      {
        kind: 'text',
        lines: [
          { spans: ['Forget everything about you?'], as: 'subheading' },
          line(
            'Your saves, notes, tags, states, settings and what you follow are deleted at once, in every server. Digests of channels that you set up go on without your name. This cannot be undone.',
          ),
          small(
            'For 30 days a keyed hash of you for each message you reacted to is kept, so that your old reactions do not bring it back, and one of you as such, so that a restored backup forgets you too. Notes that you let go to Zotero stay there.',
          ),
        ],
      } as const,
      {
        kind: 'buttons',
        buttons: [
          { label: 'Forget me', press: { action: 'forget' }, style: 'danger' },
          { label: 'Keep it', press: { action: 'keep' } },
        ],
      } as const,
    ],
  };
}
