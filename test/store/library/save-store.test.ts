import { describe, expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import type { Save } from '../../../src/library/saves/save.ts';
import {
  askedFor,
  reactionPutOn,
  reactionsCleared,
  removedByHand,
  type SaveRule,
  writtenOn,
} from '../../../src/library/saves/save-rules.ts';
import { describeEngines, type TestEngine } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const [a, b, c] = ['A', 'B', 'C'].map(paperIdOf) as [
  ReturnType<typeof paperIdOf>,
  ReturnType<typeof paperIdOf>,
  ReturnType<typeof paperIdOf>,
];
const start = new Date('2026-11-21T12:00:00Z');
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const keyOf = (paper: typeof a, person = 'ada', library = 'lab') => ({ library, person, paper });
const bookmark = { message: 'card', emoji: '🔖' };

describeEngines((engine) => {
  it('keeps a save with all that belongs to it', async () => {
    const { saves } = await openStore(engine);
    const save: Save = {
      asked: true,
      reactions: [
        { ...bookmark, on: ['normal', 'super'], counts: true },
        { message: 'list', emoji: '1️⃣', on: ['normal'], counts: false },
      ],
      savedAt: start,
      note: 'Read “§3” first:\n数式, 100 %',
      noteShared: true,
      state: 'reading',
      tags: ['a tag', 'reward', 'ünïcode'],
    };
    expect(await saves.change(keyOf(a), () => save)).toEqual({
      key: keyOf(a),
      before: undefined,
      after: save,
    });
    expect(await saves.find(keyOf(a))).toEqual(save);
    const less: Save = {
      asked: false,
      reactions: [{ ...bookmark, on: ['super'], counts: false }],
      savedAt: start,
      removedAt: after(1),
      tags: ['reward'],
    };
    await saves.change(keyOf(a), () => less);
    expect(await saves.find(keyOf(a))).toEqual(less);
    expect((await saves.change(keyOf(a), () => undefined)).before).toEqual(less);
    expect(await saves.find(keyOf(a))).toBeUndefined();
  });

  it('changes nothing where a rule throws, in one save or in many', async () => {
    const { saves } = await openStore(engine);
    await saves.change(keyOf(a), reactionPutOn(bookmark, 'normal', start));
    await saves.change(keyOf(b), reactionPutOn(bookmark, 'normal', start));
    const failing: SaveRule = () => {
      throw new Error('no');
    };
    await expect(saves.change(keyOf(c), failing)).rejects.toThrow('no');
    const clearOnce = onceThen(reactionsCleared('card'), failing);
    await expect(saves.changeOnMessage('card', clearOnce)).rejects.toThrow('no');
    expect(await saves.standingReactions('card')).toHaveLength(2);
  });

  it('lists what is saved, the newest first, and what was removed, the last removed first', async () => {
    const { saves } = await openStore(engine);
    await saves.change(keyOf(a), askedFor(start));
    await saves.change(keyOf(b), askedFor(after(2)));
    await saves.change(keyOf(c), askedFor(after(1)));
    await saves.change(keyOf(a, 'grace'), askedFor(after(3)));
    await saves.change(keyOf(a, 'ada', 'other'), askedFor(after(4)));
    await saves.change(keyOf(b), writtenOn({ tag: ['rl'], state: 'read' }));
    const list = async (filter: Partial<Parameters<typeof saves.list>[0]> = {}) =>
      (await saves.list({ library: 'lab', ...filter })).map(({ person, paper }) => [person, paper]);
    expect(await list()).toEqual([
      ['grace', a],
      ['ada', b],
      ['ada', c],
      ['ada', a],
    ]);
    expect(await list({ person: 'grace' })).toEqual([['grace', a]]);
    expect(await list({ tag: 'rl' })).toEqual([['ada', b]]);
    expect(await list({ tag: 'r' })).toEqual([]);
    expect(await list({ state: 'read' })).toEqual([['ada', b]]);
    expect(await list({ state: 'to-read' })).toEqual([]);
    expect(await list({ papers: [c, b], person: 'ada' })).toEqual([
      ['ada', b],
      ['ada', c],
    ]);
    expect(await list({ papers: [] })).toEqual([]);
    expect(await saves.servers()).toEqual([
      { server: 'lab', saves: 4 },
      { server: 'other', saves: 1 },
    ]);

    await saves.change(keyOf(c), removedByHand(after(5)));
    await saves.change(keyOf(b), removedByHand(after(6)));
    expect(await list({ person: 'ada' })).toEqual([['ada', a]]);
    const removed = await saves.listRemoved('lab', 'ada');
    expect(removed.map(({ paper, removedAt }) => [paper, removedAt])).toEqual([
      [b, after(6)],
      [c, after(5)],
    ]);
    expect(await saves.changeRemovedBefore(after(6), () => undefined)).toBe(1);
    expect(await saves.listRemoved('lab', 'ada')).toHaveLength(1);
  });

  it('counts no direct messages among the servers', async () => {
    const { saves } = await openStore(engine);
    await saves.change(keyOf(a, 'ada', '@ada'), askedFor(start));
    expect(await saves.servers()).toEqual([]);
    expect(await saves.list({ library: '@ada' })).toHaveLength(1);
  });

  it('changes every save with a reaction on a message, and no other', async () => {
    const { saves } = await openStore(engine);
    await saves.change(keyOf(a), reactionPutOn(bookmark, 'normal', start));
    await saves.change(keyOf(a, 'grace'), reactionPutOn(bookmark, 'super', start));
    const other = { message: 'other', emoji: '🔖' };
    await saves.change(keyOf(b), reactionPutOn(other, 'normal', start));
    expect(await saves.standingReactions('card')).toHaveLength(2);
    const changes = await saves.changeOnMessage('card', reactionsCleared('card'));
    expect(changes.map(({ key }) => key.person).sort()).toEqual(['ada', 'grace']);
    expect(await saves.standingReactions('card')).toEqual([]);
    expect(await saves.standingReactions('other')).toHaveLength(1);
    expect(await saves.list({ library: 'lab' })).toHaveLength(3);
  });

  describe('two processes', () => {
    const places = Array.from({ length: 12 }, (_, place) => place);

    it('lose nothing that the other one wrote on the same save', async () => {
      const { saves, others } = await openTwo(engine);
      await saves.change(keyOf(a), askedFor(start));
      await Promise.all(
        places.map(async (place) => {
          const on = place % 2 === 0 ? saves : others;
          const reaction = { message: `card ${place}`, emoji: '🔖' };
          await on.change(keyOf(a), writtenOn({ tag: [`tag ${place}`] }));
          await on.change(keyOf(a), reactionPutOn(reaction, 'normal', start));
        }),
      );
      const save = await others.find(keyOf(a));
      expect(save?.tags).toEqual(places.map((place) => `tag ${place}`).sort());
      expect(save?.reactions).toHaveLength(places.length);
    });

    it('make the first save of a paper once, each going on from the other', async () => {
      const { saves, others } = await openTwo(engine);
      const changes = await Promise.all(
        places.map((place) => {
          const on = place % 2 === 0 ? saves : others;
          const reaction = { message: `card ${place}`, emoji: '🔖' };
          return on.change(keyOf(a), reactionPutOn(reaction, 'normal', start));
        }),
      );
      expect(changes.filter(({ before }) => before === undefined)).toHaveLength(1);
      expect((await saves.find(keyOf(a)))?.reactions).toHaveLength(places.length);
    });

    it('clear a message while people react on others, and nothing is lost', async () => {
      const { saves, others } = await openTwo(engine);
      const people = places.map((place) => `person ${place}`);
      for (const person of people) {
        await saves.change(keyOf(a, person), reactionPutOn(bookmark, 'normal', start));
      }
      const reaction = { message: 'other', emoji: '🔖' };
      await Promise.all([
        saves.changeOnMessage('card', reactionsCleared('card')),
        ...people.map((person) =>
          others.change(keyOf(a, person), reactionPutOn(reaction, 'normal', start)),
        ),
      ]);
      expect(await saves.standingReactions('card')).toEqual([]);
      expect(await saves.standingReactions('other')).toHaveLength(people.length);
    });
  });
});

async function openStore(engine: TestEngine) {
  const store = await openTestStore({ engine });
  await store.corpus.importPage(pageOf(['A', 'B', 'C']));
  return store.library;
}

async function openTwo(engine: TestEngine) {
  const on = await engine.createDatabase();
  const store = await openTestStore({ on });
  await store.corpus.importPage(pageOf(['A', 'B', 'C']));
  return { saves: store.library.saves, others: (await openTestStore({ on })).library.saves };
}

function onceThen(first: SaveRule, then: SaveRule): SaveRule {
  let rule = first;
  return (save) => {
    const now = rule;
    rule = then;
    return now(save);
  };
}
