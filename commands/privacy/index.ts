import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { defineCommandGroup, defineSubcommand } from '../../src/command/define-command.ts';
import { zoneName } from '../../src/digest/schedule/zones/zone-names.ts';
import { line, small } from '../../src/reply/markup.ts';
import { notice } from '../../src/reply/notices.ts';
import { describeCount } from '../../src/reply/papers/describe-corpus.ts';

const show = defineSubcommand({
  data: { name: 'show', description: 'Show what is stored about you', type: Option.Subcommand },
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
            { spans: ['What is stored about you'], as: 'subheading' },
            line(
              `${describeCount(standing.length, 'saved paper')} with how you saved each, ${describeCount(notes, 'note')}${shared > 0 ? ` (${shared} shared with your team)` : ''}, and your tags and reading states.`,
            ),
            line(
              `${describeCount(kept.saves.length - standing.length, 'removed save')}: you can restore them for 30 days. Reactions you left on messages are remembered as removed.`,
            ),
            line(`${describeCount(kept.passedOver.length, 'paper')} you marked “Not for me”.`),
            line(
              `${describeCount(kept.followed.length, 'topic, keyword or author', 'topics, keywords or authors')} you follow, with the time and the papers sent to you.`,
            ),
            line(
              `${describeCount(kept.digestsSetUp.length, 'channel digest')} you set up; when Offprint last checked that you are still in a server; the papers you opened today.`,
            ),
            line(
              `Your name is ${named ? 'shown to teammates' : 'hidden'}; your time zone is ${timeZone ? zoneName(timeZone) : 'not set'}.`,
            ),
            small('Apart from your Discord ID, no name, address or message of yours is stored.'),
          ],
        },
        {
          kind: 'buttons',
          buttons: [
            { label: 'Export', press: { action: 'export' } },
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
    description: 'Export everything stored about you as a file',
    type: Option.Subcommand,
  },
  visibility: () => 'private',
  run: exportData,
});

const forget = defineSubcommand({
  data: {
    name: 'forget',
    description: 'Delete everything stored about you; asks first',
    type: Option.Subcommand,
  },
  visibility: () => 'private',
  run: async () => askToForget(),
});

export default defineCommandGroup({
  data: { name: 'privacy', description: 'See, export or delete what is stored about you' },
  subcommands: [show, exportVerb, forget],
  actions: {
    export: { answers: 'private', run: exportData },
    ask: { answers: 'private', run: async () => askToForget() },
    forget: {
      answers: 'update',
      async run({ offprint, person }) {
        await offprint.library.privacy.forget(person.id);
        return notice(
          'Everything about you was deleted, in every server. Your old reactions will not bring it back.',
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
      { kind: 'text', lines: [line('Everything stored about you:')] } as const,
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
          { spans: ['Delete everything stored about you?'], as: 'subheading' },
          line(
            'Your saves, notes, tags, reading states, settings and what you follow are deleted at once, in every server. Channel digests you set up continue without your name. This cannot be undone.',
          ),
          small(
            'For 30 days Offprint keeps keyed hashes (one for each message you reacted to, and one for you), so that neither your old reactions nor a restored backup bring the data back. Notes that were sent to Zotero stay there.',
          ),
        ],
      } as const,
      {
        kind: 'buttons',
        buttons: [
          { label: 'Forget me', press: { action: 'forget' }, style: 'danger' },
          { label: 'Cancel', press: { action: 'keep' } },
        ],
      } as const,
    ],
  };
}
