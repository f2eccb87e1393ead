import { defineCommand } from '../src/command/define-command.ts';
import { line, small } from '../src/reply/markup.ts';
import { describeCorpus, readingLine } from '../src/reply/papers/describe-corpus.ts';

export default defineCommand({
  data: { name: 'help', description: 'What Offprint can do' },
  visibility: () => 'private',
  async run({ offprint, server }) {
    const { saveEmoji } = await offprint.library.settings.serverSettings(server?.id);
    const corpus = describeCorpus(await offprint.corpus.overview());
    return {
      framed: true,
      blocks: [
        {
          kind: 'text',
          lines: [
            { spans: ['Offprint finds papers for your team'], as: 'subheading' },
            line(
              { command: 'search' },
              ' finds papers by what they are about; options keep to a topic, author, time or code.',
            ),
            line(
              { command: 'paper' },
              ' shows one paper with its abstract. A few words of its title are enough.',
            ),
            line({ command: 'similar' }, ' lists the papers closest in content to one.'),
            line({ command: 'topics' }, ' lists the topics and keywords, each with its papers.'),
            line(
              { command: 'new' },
              ' and ',
              { command: 'trending' },
              ' show what came in and what gathers attention.',
            ),
            line(
              { command: 'digest setup' },
              ' brings both to a channel once a day, ',
              { command: 'follow topic' },
              ' to you alone.',
            ),
            line(
              'React with ',
              { emoji: saveEmoji },
              ' to a card, or 1️⃣ to 🔟 to a list, or press Save: ',
              { command: 'saved list' },
              ' has it, with tags, notes and files for Zotero.',
            ),
            line(
              { bold: 'Save paper' },
              ', in the menu of any message under Apps, saves the papers it names; ',
              { bold: 'Find papers' },
              ' shows them.',
            ),
            line(
              { command: 'recommend' },
              ' finds more like what you saved; ',
              { command: 'stats' },
              ' shows the corpus and the team at a glance.',
            ),
            line(
              { command: 'settings me' },
              ' hides your name, ',
              { command: 'privacy show' },
              ' shows what I keep about you; ',
              { command: 'settings server' },
              ' and ',
              { command: 'import' },
              ' are for managers.',
            ),
            small(
              'In a search, "words in quotes" must appear together, and -words must not appear.',
            ),
            small('Only you see an answer, unless you set share or press Share.'),
            small(`${corpus}.`),
            ...readingLine(offprint.isImporting()),
          ],
        },
      ],
    };
  },
});
