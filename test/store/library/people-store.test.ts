import { expect, it } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { askedFor, reactionPutOn } from '../../../src/library/saves/save-rules.ts';
import { describeEngines } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const [a, b] = ['A', 'B'].map(paperIdOf) as [
  ReturnType<typeof paperIdOf>,
  ReturnType<typeof paperIdOf>,
];
const at = (minute: number) => new Date(Date.parse('2026-11-21T12:00:00Z') + minute * 60_000);
const hash = (person: string, message: string) => `#${person}#${message}`;

describeEngines((engine) => {
  async function openTwo() {
    const on = await engine.createDatabase();
    const [store, other] = [await openTestStore({ on }), await openTestStore({ on })];
    await store.corpus.importPage(pageOf(['A', 'B']));
    return { ...store.library, other: other.library };
  }

  it('looks up members in the order in which they were looked up last', async () => {
    const { saves, people } = await openTwo();
    for (const person of ['ada', 'grace', 'mary', 'left-1']) {
      await saves.change({ library: 'lab', person, paper: a }, askedFor(at(0)));
      await saves.change({ library: 'lab', person, paper: b }, askedFor(at(0)));
    }
    await saves.change({ library: '@ada', person: 'ada', paper: a }, askedFor(at(0)));
    await saves.change({ library: 'gone', person: 'ada', paper: a }, askedFor(at(0)));
    await people.noteServer('gone', false, at(0));
    await people.noteMember('lab', 'ada', true, at(2));
    await people.noteMember('lab', 'grace', false, at(1));
    const members = async (before: Date, limit = 10) =>
      (await people.membersToLookUp(before, limit)).map(({ person }) => person);
    expect(await members(at(3))).toEqual(['mary', 'grace', 'ada']);
    expect(await members(at(3), 2)).toEqual(['mary', 'grace']);
    expect(await members(at(2))).toEqual(['mary', 'grace']);
  });

  it('notes servers of its own as left once, and as joined again', async () => {
    const { saves, people, settings } = await openTwo();
    await saves.change({ library: 'lab', person: 'ada', paper: a }, askedFor(at(0)));
    await settings.changeServer('here', { saveEmoji: '⭐' });
    const here = { present: ['here'], isOurs: (server: string) => server !== 'elsewhere' };
    await saves.change({ library: 'elsewhere', person: 'ada', paper: a }, askedFor(at(0)));
    await people.noteServers(here, at(1));
    await people.noteServers(here, at(5));
    expect(await people.dropServersLeft(at(1))).toEqual([]);
    expect(await people.dropServersLeft(at(2))).toEqual(['lab']);
    expect(await saves.list({ library: 'lab' })).toEqual([]);
    expect(await saves.list({ library: 'elsewhere' })).toHaveLength(1);
    await people.noteServer('here', false, at(6));
    await people.noteServers(here, at(7));
    expect(await people.dropServersLeft(at(8))).toEqual([]);
    expect(await settings.serverSettings('here')).toEqual({ saveEmoji: '⭐' });
  });

  it('forgets a person whole while another process goes on changing their saves', async () => {
    const { saves, people, shown, other } = await openTwo();
    const cards = Array.from({ length: 10 }, (_, place) => `card ${place}`);
    const react = (message: string, on = saves) =>
      on.change(
        { library: 'lab', person: 'ada', paper: a },
        reactionPutOn({ message, emoji: '🔖' }, 'normal', at(0)),
      );
    for (const id of cards) {
      const message = { id, channel: 'papers', server: 'lab', postedAt: at(0), emoji: '🔖' };
      await shown.keepShown({ ...message, papers: [a] });
    }
    await react('card 0');
    await Promise.all([
      people.forget('ada', hash, at(-1), at(1)),
      ...cards.slice(1).map((message) => react(message, other.saves)),
    ]);
    // Each reaction came before it and is forgotten with its person, or after it and is a new save.
    const save = await saves.find({ library: 'lab', person: 'ada', paper: a });
    const saved = new Set(save?.reactions.map(({ message }) => message));
    expect(saved).not.toContain('card 0');
    for (const message of cards) {
      const reaction = { message, emoji: '🔖', person: 'ada', kind: 'normal' } as const;
      expect(await people.isForgotten(reaction, hash)).toBe(!saved.has(message));
    }
  });

  it('knows a forgotten reaction by its hash until it is taken off, cleared or gone', async () => {
    const { saves, people, shown } = await openTwo();
    const message = { id: 'card', channel: 'papers', server: 'lab', postedAt: at(0), emoji: '🔖' };
    await shown.keepShown({ ...message, papers: [a] });
    const reaction = { message: 'card', emoji: '🔖', person: 'ada', kind: 'normal' } as const;
    const burst = { ...reaction, kind: 'super' } as const;
    const forget = async () => {
      const rule = reactionPutOn(reaction, 'normal', at(0));
      await saves.change({ library: 'lab', person: 'ada', paper: a }, rule);
      await people.forget('ada', hash, at(-1), at(1));
    };
    await forget();
    // The other kind joins what is forgotten, so taking off the first leaves it.
    expect(await people.isForgotten(burst, hash)).toBe(true);
    expect(await people.isForgotten({ ...reaction, person: 'grace' }, hash)).toBe(false);
    await people.takeOffForgotten(reaction, hash);
    expect(await people.isForgotten(burst, hash)).toBe(true);
    await people.keepForgotten('card', [burst], hash);
    expect(await people.isForgotten(burst, hash)).toBe(true);
    await people.keepForgotten('card', [], hash);
    expect(await people.isForgotten(burst, hash)).toBe(false);

    await forget();
    await people.clearForgotten('card', '⭐');
    expect(await people.isForgotten(reaction, hash)).toBe(true);
    await people.clearForgotten('card');
    expect(await people.isForgotten(reaction, hash)).toBe(false);

    await forget();
    await people.expireForgotten(at(1));
    expect(await people.isForgotten(reaction, hash)).toBe(true);
    await people.expireForgotten(at(2));
    expect(await people.isForgotten(reaction, hash)).toBe(false);
  });

  it('keeps which papers a person does not want, the last first', async () => {
    const { people } = await openTwo();
    const key = { library: 'lab', person: 'ada', paper: a };
    await people.passOver(key, at(0));
    await people.passOver({ ...key, paper: b }, at(1));
    await people.passOver(key, at(2));
    expect(await people.passedOver('lab', 'ada')).toEqual([b, a]);
    expect(await people.passedOver('lab', 'grace')).toEqual([]);
  });
});
