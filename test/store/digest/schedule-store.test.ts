import { expect, it } from 'vitest';
import { scheduleOf } from '../../digest/schedule-of.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore } from '../open-test-store.ts';

const at = (hour: number) => new Date(Date.parse('2026-11-21') + hour * 3_600_000);

describeEngines((engine) => {
  it('keeps schedules whole, and a stopped one until it is forgotten', async () => {
    const { schedules } = await openTestStore({ engine });
    const interests = { topics: ['agents'], keywords: ['“a b”'], authors: ['Ü'], excludes: [] };
    const one = scheduleOf({ destination: '2', server: 'lab', interests, days: [1, 5] });
    const { server: _, ...rest } = scheduleOf({ destination: '@ada', publish: true });
    const early = scheduleOf({ destination: '3', server: 'lab', setUpAt: at(-9_999_999) });
    for (const schedule of [one, rest, early]) {
      await schedules.keepSchedule(schedule);
    }
    expect(await schedules.schedule('2')).toEqual(one);
    expect(await schedules.schedule('@ada')).toEqual(rest);
    expect(await schedules.schedules()).toEqual([one, early, rest]);
    expect(await schedules.schedulesOf('lab')).toEqual([early, one]);
    await schedules.keepSchedule({ ...one, minute: 61, shelfDays: [] });
    await schedules.pauseSchedule('2');
    const paused = { ...one, minute: 61, shelfDays: [], paused: true };
    expect(await schedules.schedule('2')).toEqual(paused);

    await schedules.stopSchedule('2', at(1));
    await schedules.stopSchedule('2', at(5));
    expect(await schedules.schedule('2')).toBeUndefined();
    expect(await schedules.schedulesOf('lab')).toEqual([early]);
    expect(await schedules.stoppedSchedule('2', at(2))).toBeUndefined();
    expect(await schedules.stoppedSchedule('2', at(1))).toEqual(paused);
    await schedules.keepSchedule(one);
    expect(await schedules.schedule('2')).toEqual(one);
    await schedules.stopSchedule('2', at(1));
    await schedules.forgetStopped(at(2));
    expect(await schedules.stoppedSchedule('2', at(0))).toBeUndefined();
    expect(await schedules.schedules()).toEqual([early, rest]);
  });

  it('keeps the zone of a server with its settings', async () => {
    const { schedules, library } = await openTestStore({ engine });
    expect(await schedules.zoneOf('lab')).toBeUndefined();
    await library.settings.changeServer('lab', { saveEmoji: '⭐' });
    expect(await schedules.zoneOf('lab')).toBeUndefined();
    await schedules.keepZone('lab', 'Asia/Tokyo');
    await schedules.keepZone('other', 'Europe/Berlin');
    expect(await schedules.zoneOf('lab')).toBe('Asia/Tokyo');
    expect(await library.settings.serverSettings('lab')).toEqual({
      saveEmoji: '⭐',
      timeZone: 'Asia/Tokyo',
    });
  });
});
