import { defineCommand } from '../src/discord/define-command.ts';
import { describeCorpus, stillReading } from '../src/reply/describe-corpus.ts';
import { line, small } from '../src/reply/markup.ts';

export default defineCommand({
  data: { name: 'help', description: 'What Offprint can do' },
  visibility: () => 'private',
  async run({ offprint }) {
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
              'React with 🔖 to a card, or 1️⃣ to 🔟 to a list, or press Save: ',
              { command: 'saved list' },
              ' has it, with tags, notes and files for Zotero.',
            ),
            line(
              { command: 'recommend' },
              ' finds more like it; ',
              { command: 'stats' },
              ' counts.',
            ),
            line(
              { command: 'settings me' },
              ' hides your name, ',
              { command: 'privacy show' },
              ' shows what I keep about you.',
            ),
            small(
              'In a search, "words in quotes" must stand together, and -words must not be there.',
            ),
            small('Only you see an answer, unless you set share or press Share.'),
            small(`I know ${corpus}. ${offprint.reading() ? stillReading : ''}`),
          ],
        },
      ],
    };
  },
});
