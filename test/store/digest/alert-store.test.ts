import { expect, it } from 'vitest';
import { scheduleOf } from '../../digest/schedule-of.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore } from '../open-test-store.ts';

const at = (minute: number) => new Date(Date.parse('2026-11-21') + minute * 60_000);
const ada = { person: 'ada', server: 'lab' };
const manages = async () => true;

describeEngines((engine) => {
  async function openTwo() {
    const on = await engine.createDatabase();
    const [one, other] = [await openTestStore({ on }), await openTestStore({ on })];
    const { server: _, ...own } = scheduleOf({ destination: '@ada' });
    await one.schedules.keepSchedule(own);
    for (const destination of ['c1', 'c2', 'c3']) {
      await one.schedules.keepSchedule(scheduleOf({ destination, server: 'lab' }));
    }
    return { alerts: one.alerts, other: other.alerts, schedules: one.schedules };
  }

  it('raises what is wrong with a channel once until it is well again', async () => {
    const { alerts } = await openTwo();
    const alert = { destination: 'c1', message: 'No permission.' };
    expect(await alerts.raise(alert, at(0))).toBe(true);
    expect(await alerts.raise(alert, at(1))).toBe(false);
    await alerts.clear('c1');
    expect(await alerts.raise(alert, at(2))).toBe(true);
    // A person's digest is switched off by it, and on again by that person.
    expect(await alerts.raise({ ...alert, destination: '@ada' }, at(3))).toBe(true);
    expect(await alerts.raise({ ...alert, destination: '@ada' }, at(4))).toBe(true);
  });

  it('tells a person their own and managers the server’s, the oldest first', async () => {
    const { alerts, schedules } = await openTwo();
    for (const [minute, destination] of ['c2', '@ada', 'c1', 'c3'].entries()) {
      await alerts.raise({ destination, message: `About ${destination}.` }, at(minute));
    }
    await schedules.stopSchedule('c3', at(9));
    const asked = { ...ada, manages: async () => false };
    expect(await alerts.takeUndelivered({ ...asked, person: 'grace' })).toEqual([]);
    expect(await alerts.takeUndelivered(asked)).toEqual([
      { destination: '@ada', message: 'About @ada.' },
    ]);
    const taken = await alerts.takeUndelivered({ ...ada, manages });
    expect(taken).toEqual([
      { destination: 'c2', server: 'lab', message: 'About c2.' },
      { destination: 'c1', server: 'lab', message: 'About c1.' },
    ]);
    await alerts.requeue(taken);
    await alerts.markDelivered('c2');
    expect(await alerts.takeUndelivered({ ...ada, manages })).toHaveLength(1);
    expect(await alerts.takeUndelivered({ ...ada, manages })).toEqual([]);
  });

  it('asks whether somebody manages the server only where there is something to tell', async () => {
    const { alerts } = await openTwo();
    const never = async () => expect.unreachable('asked about managing');
    expect(await alerts.takeUndelivered({ ...ada, manages: never })).toEqual([]);
  });

  it('is told once, however many ask at the same time', async () => {
    const { alerts, other } = await openTwo();
    await alerts.raise({ destination: 'c1', message: 'No permission.' }, at(0));
    await alerts.raise({ destination: 'c2', message: 'No permission.' }, at(0));
    const taken = await Promise.all(
      [alerts, other, alerts, other].map((each) => each.takeUndelivered({ ...ada, manages })),
    );
    expect(
      taken
        .flat()
        .map(({ destination }) => destination)
        .sort(),
    ).toEqual(['c1', 'c2']);
  });
});
