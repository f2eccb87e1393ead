import { expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const titles = ['A', 'B', 'C'];
const papers = titles.map(paperIdOf);
const at = (minute: number) => new Date(Date.parse('2026-11-21T12:00:00Z') + minute * 60_000);

describeEngines((engine) => {
  async function openShown() {
    const store = await openTestStore({ engine });
    await store.corpus.importPage(pageOf(titles));
    return store.library.shown;
  }

  it('keeps which papers a message shows, in their order, and as it was first', async () => {
    const shown = await openShown();
    const message = {
      id: '1',
      channel: 'papers',
      server: 'lab',
      postedAt: at(0),
      emoji: '🔖',
      papers: papers.toReversed(),
    };
    await shown.keepShown(message);
    await shown.keepShown({ ...message, emoji: '⭐', papers });
    expect(await shown.findShown('1')).toEqual(message);
    const { server: _, ...direct } = { ...message, id: '2', person: 'ada' };
    await shown.keepShown(direct);
    expect(await shown.findShown('2')).toEqual(direct);
    await shown.dropShown(['1', '3']);
    expect(await shown.findShown('1')).toBeUndefined();
    await shown.dropShown([]);
    expect(await shown.findShown('2')).toEqual(direct);
  });

  it('finds the newest messages, and those of a server with a paper', async () => {
    const shown = await openShown();
    for (const [minute, server] of ['lab', 'other', 'lab', 'lab'].entries()) {
      const shows = minute === 2 ? papers.slice(1) : papers.slice(0, 1);
      const message = { channel: 'papers', server, postedAt: at(minute), emoji: '🔖' };
      await shown.keepShown({ ...message, id: String(minute), papers: shows });
    }
    const ids = (messages: readonly { id: string }[]) => messages.map(({ id }) => id);
    expect(ids(await shown.shownSince(at(1)))).toEqual(['3', '2', '1']);
    const [a] = papers as [(typeof papers)[number]];
    expect(ids(await shown.shownWith('lab', a, 5))).toEqual(['3', '0']);
    expect(ids(await shown.shownWith('lab', a, 1))).toEqual(['3']);
  });
});
