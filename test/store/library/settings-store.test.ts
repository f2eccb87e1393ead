import { expect, it } from 'vitest';
import { describeEngines } from '../engines.ts';
import { openTestStore } from '../open-test-store.ts';

describeEngines((engine) => {
  async function openTwo() {
    const on = await engine.createDatabase();
    const [one, other] = [await openTestStore({ on }), await openTestStore({ on })];
    return { one: one.library.settings, other: other.library.settings };
  }

  it('keeps what was chosen, and null goes back to the default', async () => {
    const { one } = await openTwo();
    expect(await one.serverSettings('lab')).toEqual({});
    expect(await one.personSettings('ada')).toEqual({ named: true, sharesNotes: false });
    await one.changeServer('lab', { saveEmoji: '⭐', timeZone: 'Europe/Berlin' });
    const server = { saveEmoji: '⭐', timeZone: 'Europe/Berlin', managerRole: '7' };
    expect(await one.changeServer('lab', { managerRole: '7' })).toEqual(server);
    expect(await one.changeServer('lab', {})).toEqual(server);
    expect(await one.changeServer('lab', { saveEmoji: null })).toEqual({
      timeZone: 'Europe/Berlin',
      managerRole: '7',
    });
    await one.changePerson('ada', { named: false });
    const person = { named: false, sharesNotes: true, timeZone: 'Asia/Tokyo' };
    expect(await one.changePerson('ada', { sharesNotes: true, timeZone: 'Asia/Tokyo' })).toEqual(
      person,
    );
    expect(await one.personSettings('ada')).toEqual(person);
    expect(await one.changePerson('ada', { named: null, timeZone: null })).toEqual({
      named: true,
      sharesNotes: true,
    });
  });

  it('loses neither of two changes at the same time', async () => {
    const { one, other } = await openTwo();
    await Promise.all([
      one.changeServer('lab', { saveEmoji: '⭐' }),
      other.changeServer('lab', { timeZone: 'Asia/Tokyo' }),
      one.changeServer('lab', { managerRole: '7' }),
      other.changePerson('ada', { named: false }),
      one.changePerson('ada', { timeZone: 'Asia/Tokyo' }),
      other.changePerson('ada', { sharesNotes: true }),
    ]);
    expect(await one.serverSettings('lab')).toEqual({
      saveEmoji: '⭐',
      timeZone: 'Asia/Tokyo',
      managerRole: '7',
    });
    expect(await one.personSettings('ada')).toEqual({
      named: false,
      timeZone: 'Asia/Tokyo',
      sharesNotes: true,
    });
  });

  it('names all but those who do not want it and those who left', async () => {
    const { one } = await openTwo();
    await one.changePerson('grace', { named: false });
    await one.changePerson('ada', { named: true });
    const people = ['mary', 'grace', 'left-1234', 'ada'];
    expect(await one.namedAmong(people)).toEqual(['mary', 'ada']);
    expect(await one.namedAmong([])).toEqual([]);
  });

  it('introduces a person once, and again where they could not be reached', async () => {
    const { one, other } = await openTwo();
    await one.changePerson('grace', { named: false });
    for (const person of ['ada', 'grace']) {
      const claims = [one, other, one, other].map((each) => each.claimIntroduction(person));
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
      await one.giveBackIntroduction(person);
      expect(await other.claimIntroduction(person)).toBe(true);
    }
    expect((await one.personSettings('grace')).named).toBe(false);
  });
});
