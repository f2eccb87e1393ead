import { expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { askedFor, removedByHand } from '../../../src/library/saves/save-rules.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const start = new Date('2026-11-21T12:00:00Z');
const day = 86_400_000;
const after = (days: number) => new Date(start.getTime() + days * day);

describeEngines((engine) => {
  it('gives papers without a number: saved ones first, then those listed last', async () => {
    const { corpus, library, resolutions } = await openTestStore({ engine });
    await corpus.importRecords('own.jsonl', [
      { title: 'Unlisted' },
      { title: 'Numbered', arxivId: '2401.00001' },
    ]);
    await corpus.importPage(pageOf(['Old'], { date: '2026-01-01' }));
    await corpus.importPage(pageOf(['New', 'Saved', 'Dropped'], { date: '2026-11-01' }));
    await corpus.importPage(pageOf(['Old', 'Older'], { date: '2025-01-01' }));
    const key = (title: string) => ({
      library: '1',
      person: '2',
      paper: paperIdOf(title),
    });
    await library.saves.change(key('Saved'), askedFor(start));
    await library.saves.change(key('Older'), askedFor(after(-1)));
    await library.saves.change(key('Dropped'), askedFor(start));
    await library.saves.change(key('Dropped'), removedByHand(start));

    const order = ['Saved', 'Older', 'Dropped', 'New', 'Old', 'Unlisted'];
    expect(await resolutions.unresolved({ before: start })).toEqual(order.map(paperIdOf));
    expect(await resolutions.unresolved({ before: start, limit: 2 })).toEqual(
      order.slice(0, 2).map(paperIdOf),
    );
  });

  it('waits a day, then a week, then a month each time before it gives a paper again', async () => {
    const { corpus, resolutions } = await openTestStore({ engine });
    await corpus.importRecords('own.jsonl', [{ title: 'Lost' }]);
    const lost = paperIdOf('Lost');
    const due = async (at: Date) => (await resolutions.unresolved({ before: at })).length > 0;
    let tried = 0;
    for (const pause of [1, 7, 30, 30]) {
      await resolutions.noteUnresolved(lost, after(tried));
      expect(await due(after(tried + pause - 0.01))).toBe(false);
      expect(await due(after(tried + pause))).toBe(true);
      tried += pause;
    }
    await corpus.importRecords('own.jsonl', [{ title: 'Lost', arxivId: '2401.00001' }]);
    expect(await due(after(1_000))).toBe(false);
  });

  it('notes nothing of a paper that became another one', async () => {
    const { corpus, resolutions } = await openTestStore({ engine });
    await corpus.importRecords('own.jsonl', [{ title: 'Kept' }]);
    await resolutions.noteUnresolved(paperIdOf('Gone'), start);
    expect(await resolutions.unresolved({ before: start })).toEqual([paperIdOf('Kept')]);
  });
});
