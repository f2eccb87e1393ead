import { expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const a = paperIdOf('A');
const start = Date.parse('2026-11-21T12:00:00Z');
/** A claim at this second, which finds those of a minute before stale. */
const at = (seconds: number) => ({
  now: new Date(start + seconds * 1000),
  staleSince: new Date(start + seconds * 1000 - 60_000),
});
const made = { channel: 'papers', thread: 'thread' };

describeEngines((engine) => {
  async function openTwo() {
    const on = await engine.createDatabase();
    const store = await openTestStore({ on });
    await store.corpus.importPage(pageOf(['A', 'B']));
    const other = await openTestStore({ on });
    return { one: store.library.discussions, other: other.library.discussions };
  }

  it('lets one of many make the thread of a paper in a server', async () => {
    const { one, other } = await openTwo();
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, place) =>
        (place % 2 === 0 ? one : other).claimDiscussion('lab', a, at(0)),
      ),
    );
    const [mine, ...more] = claims.filter(({ is }) => is === 'yours');
    expect(more).toEqual([]);
    expect(claims.filter(({ is }) => is === 'being-made')).toHaveLength(9);
    expect(await one.findDiscussion('lab', a)).toBeUndefined();
    expect((await one.claimDiscussion('elsewhere', a, at(0))).is).toBe('yours');

    const claim = mine?.is === 'yours' ? mine.claim : 0;
    expect(await one.completeDiscussion(claim, made)).toBe(true);
    const discussion = { server: 'lab', paper: a, ...made };
    expect(await other.claimDiscussion('lab', a, at(1))).toEqual({ is: 'open', discussion });
    expect(await other.findDiscussions('lab', [a, paperIdOf('B')])).toEqual([discussion]);
    await one.dropDiscussion('thread');
    expect((await other.claimDiscussion('lab', a, at(2))).is).toBe('yours');
  });

  it('gives a claim whose maker died to the next, and takes nothing from the dead one', async () => {
    const { one, other } = await openTwo();
    const first = await one.claimDiscussion('lab', a, at(0));
    expect((await other.claimDiscussion('lab', a, at(59))).is).toBe('being-made');
    const next = await other.claimDiscussion('lab', a, at(60));
    expect([first.is, next.is]).toEqual(['yours', 'yours']);
    if (first.is === 'yours' && next.is === 'yours') {
      expect(await one.completeDiscussion(first.claim, made)).toBe(false);
      await one.dropClaim(first.claim);
      expect(await other.completeDiscussion(next.claim, { ...made, thread: 'second' })).toBe(true);
    }
    expect(await one.findDiscussion('lab', a)).toMatchObject({ thread: 'second' });
  });

  it('gives a claim that was dropped to the next at once', async () => {
    const { one, other } = await openTwo();
    const first = await one.claimDiscussion('lab', a, at(0));
    if (first.is === 'yours') {
      await one.dropClaim(first.claim);
    }
    expect((await other.claimDiscussion('lab', a, at(1))).is).toBe('yours');
  });
});
