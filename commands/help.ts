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
              ' finds papers by what they are about; options narrow it to a topic, author, time or code.',
            ),
            line(
              { command: 'paper' },
              ' shows one paper with its abstract. A few words of its title are enough.',
            ),
            line({ command: 'similar' }, ' lists the papers most similar to one.'),
            line({ command: 'topics' }, ' lists topics and keywords, each with its papers.'),
            line(
              { command: 'new' },
              ' and ',
              { command: 'trending' },
              ' show recent papers and papers that get more attention than usual.',
            ),
            line(
              { command: 'digest setup' },
              ' posts both in a channel once a day, ',
              { command: 'follow topic' },
              ' sends them to you.',
            ),
            line(
              'React with ',
              { emoji: saveEmoji },
              ' to a card, or 1️⃣ to 🔟 to a list, or press Save: ',
              { command: 'saved list' },
              ' shows what you saved, with tags, notes and export.',
            ),
            line(
              { bold: 'Save paper' },
              ' (right-click a message, Apps) saves the papers it mentions; ',
              { bold: 'Find papers' },
              ' lists them.',
            ),
            line(
              { command: 'recommend' },
              ' suggests papers like those you saved; ',
              { command: 'stats' },
              ' shows numbers about papers and saves.',
            ),
            line(
              { command: 'settings me' },
              ' hides your name, ',
              { command: 'privacy show' },
              ' shows what is stored about you; ',
              { command: 'settings server' },
              ' and ',
              { command: 'import' },
              ' are for server managers.',
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
