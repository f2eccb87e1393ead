import {
  type Bar,
  type BarChart,
  describeBarChart,
  drawBarChart,
  topBars,
} from '../src/chart/bar-chart.ts';
import { type Call, defineCommand } from '../src/command/define-command.ts';
import { topicName } from '../src/corpus/topics.ts';
import { type Line, line, small } from '../src/reply/markup.ts';
import { describeCorpus, describeCount } from '../src/reply/papers/describe-corpus.ts';
import { libraryOfCall } from './saved/my-save.ts';

const week = 7 * 24 * 60 * 60 * 1000;

const picture = 'topics.png';

export default defineCommand({
  data: { name: 'stats', description: 'Numbers about papers and saves' },
  visibility: () => 'private',
  async run(call) {
    const { corpus } = call.offprint;
    const chart = await chartOf(call);
    // Most bots draw no picture for weeks, and what draws it takes 5 MB.
    const { renderPng } = await import('../src/chart/render-png.ts');
    const png = await renderPng(drawBarChart(chart));
    const alt = describeBarChart(chart);
    return {
      framed: true,
      blocks: [
        {
          kind: 'text',
          lines: [
            { spans: ['Offprint in numbers'], as: 'subheading' },
            line(`${describeCorpus(await corpus.overview())}.`),
            ...(await teamLines(call)),
          ],
        },
        ...(chart.bars.length > 0 ? [{ kind: 'picture', file: picture, alt } as const] : []),
        { kind: 'text', lines: [{ ...small(alt), shrinkTo: 300 }] },
      ],
      ...(chart.bars.length > 0 && { files: [{ name: picture, content: png }] }),
    };
  },
});

/** Topics of what is saved here, else of the whole corpus. */
async function chartOf(call: Call): Promise<BarChart> {
  const { search, library } = call.offprint;
  const shelf = libraryOfCall(call);
  const saved = await library.queries.list({
    library: shelf,
    asker: call.person.id,
    whose: 'team',
  });
  if (saved.length === 0) {
    const topics = await search.topics();
    const bars = topics.map(({ term, papers }) => ({ label: term, value: papers }));
    return { title: 'Papers by topic', bars: named(topBars(bars)) };
  }
  const counts = new Map<string, number>();
  for (const known of await search.topicsOf(saved.map(({ paper }) => paper))) {
    const topic = known?.topic ?? 'other';
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  const bars = [...counts].map(([label, value]) => ({ label, value }));
  return { title: 'Saved papers by topic', bars: named(topBars(bars)) };
}

/** Slugs as people read them; the rest stays `other`. */
function named(bars: readonly Bar[]): Bar[] {
  return bars.map(({ label, value }) => ({
    label: label === 'other' ? label : topicName(label),
    value,
  }));
}

async function teamLines(call: Call): Promise<Line[]> {
  const { queries: reading } = call.offprint.library;
  const shelf = libraryOfCall(call);
  const asker = call.person.id;
  const saved = await reading.list({ library: shelf, asker, whose: 'team' });
  const saves = saved.reduce((sum, paper) => sum + paper.saves, 0);
  const recent = saved.filter(({ savedAt }) => call.now.getTime() - savedAt.getTime() < week);
  const mine = await reading.list({ library: shelf, asker, whose: 'mine' });
  const own =
    mine.length === 0
      ? 'You have not saved any papers yet.'
      : `You saved ${describeCount(mine.length, 'paper')}, ${mine.filter(({ state }) => state === 'read').length} of them read.`;
  if (!call.server) {
    return [line(own)];
  }
  const tags = (await reading.tags(shelf)).slice(0, 5);
  return [
    line(
      saved.length === 0
        ? 'Your team has not saved any papers yet.'
        : `Your team saved ${describeCount(saved.length, 'paper')} (${describeCount(saves, 'save')}), ${recent.length} of them in the last 7 days.`,
    ),
    line(own),
    ...(tags.length > 0
      ? [
          line(
            `Most used tags: ${tags.map(({ tag, papers }) => `#${tag} (${papers})`).join(', ')}.`,
          ),
        ]
      : []),
  ];
}
