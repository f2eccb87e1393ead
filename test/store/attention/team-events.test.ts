import { expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { askedFor, removedByHand } from '../../../src/library/saves/save-rules.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const [a, b, c] = ['A', 'B', 'C'].map(paperIdOf) as [
  ReturnType<typeof paperIdOf>,
  ReturnType<typeof paperIdOf>,
  ReturnType<typeof paperIdOf>,
];
const on = (day: number, hour = 12) => new Date(Date.UTC(2026, 10, day, hour));

describeEngines((engine) => {
  async function openTeam() {
    const { corpus, library, teamEvents } = await openTestStore({ engine });
    await corpus.importPage(pageOf(['A', 'B', 'C']));
    const save = (paper: typeof a, person: string, at: Date, server = 'lab') =>
      library.saves.change({ library: server, person, paper }, askedFor(at));
    return { ...library, teamEvents, save };
  }

  it('are the saves of a team and its discussions, for that team alone', async () => {
    const { teamEvents, save, saves, discussions } = await openTeam();
    await save(a, 'ada', on(20));
    await save(a, 'grace', on(21));
    await save(b, 'ada', on(21), 'other');
    await save(c, 'ada', on(20));
    await saves.change({ library: 'lab', person: 'ada', paper: c }, removedByHand(on(21)));
    for (const [paper, thread] of [
      [b, 'thread'],
      [c, undefined],
    ] as const) {
      const moments = { now: on(19), staleSince: on(18) };
      const claim = await discussions.claimDiscussion('lab', paper, moments);
      if (claim.is === 'yours' && thread) {
        await discussions.completeDiscussion(claim.claim, { channel: 'papers', thread });
      }
    }
    const events = await teamEvents.eventsOf([a, b, c], { server: 'lab', reader: 'ada' });
    expect(events.toSorted((one, other) => Number(one.at) - Number(other.at))).toEqual([
      { paper: b, kind: 'discussion', day: '2026-11-19', at: on(19) },
      { paper: a, kind: 'save', day: '2026-11-20', at: on(20), mine: true },
      { paper: a, kind: 'save', day: '2026-11-21', at: on(21) },
    ]);
    expect(await teamEvents.eventsOf([b], { server: 'lab' })).toHaveLength(1);
    expect(await teamEvents.eventsOf([a, b, c], 'everyone')).toEqual([]);
    expect(await teamEvents.eventsOf([], { server: 'lab' })).toEqual([]);
  });

  it('move a paper from the first day to the end of the last', async () => {
    const { teamEvents, save } = await openTeam();
    await save(a, 'ada', on(20, 0));
    await save(b, 'ada', on(21, 23));
    await save(c, 'ada', on(22, 0));
    const moved = async (since: string, until: string) =>
      [...(await teamEvents.movedSince(since, until, { server: 'lab' }))].sort();
    expect(await moved('2026-11-20', '2026-11-21')).toEqual([a, b].sort());
    expect(await moved('2026-11-21', '2026-11-22')).toEqual([b, c].sort());
    expect(await teamEvents.movedSince('2026-11-20', '2026-11-22', 'everyone')).toEqual([]);
    expect(await teamEvents.movedSince('2026-11-20', '2026-11-22', { server: 'other' })).toEqual(
      [],
    );
  });

  it('tell what a team saved last, each paper once', async () => {
    const { teamEvents, save } = await openTeam();
    await save(a, 'ada', on(19));
    await save(b, 'ada', on(20));
    await save(a, 'grace', on(21));
    await save(c, 'ada', on(22), 'other');
    expect(await teamEvents.savedLately('lab', 5)).toEqual([a, b]);
    expect(await teamEvents.savedLately('lab', 1)).toEqual([a]);
  });
});
