import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReactionKind } from '../../../src/library/saves/save.ts';
import type { MessageReaction } from '../../../src/library/saves/saving.ts';
import { fewerOnServer } from '../../store/engines.ts';
import { day, openTestLibrary, paper, type TestLibrary } from '../open-test-library.ts';
import { createSaveModel, type SaveEvent } from './save-model.ts';

const titles = ['Reward Hacking', 'Offline Policy', 'World Models'];
const [first, second, third] = titles.map(paper) as [
  ReturnType<typeof paper>,
  ReturnType<typeof paper>,
  ReturnType<typeof paper>,
];
const ada = { library: 'lab', person: 'ada', paper: first };

let test: TestLibrary;

beforeEach(async () => {
  test = await openTestLibrary(titles);
  await show('one', [first]);
  await show('many', [second, first]);
});
afterEach(() => test.close());

function show(id: string, papers: readonly (typeof first)[], server: string | undefined = 'lab') {
  return test.library.saving.messageShown({
    id,
    channel: 'papers',
    ...(server && { server }),
    postedAt: test.clock.now(),
    papers,
  });
}

function reaction(message: string, emoji = '🔖', kind: ReactionKind = 'normal') {
  return { message, emoji: { id: null, name: emoji }, kind, person: 'ada' };
}

async function isSaved(key = ada) {
  const save = await test.library.queries.find(key);
  return save !== undefined && save.removedAt === undefined;
}

describe('a reaction', () => {
  it('saves the one paper of a message, and taking it off ends the save', async () => {
    const { saving } = test.library;
    expect(await saving.reactionPutOn(reaction('one'))).toMatchObject({ became: 'saved' });
    expect(await saving.reactionTakenOff(reaction('one'))).toMatchObject({ became: 'removed' });
    expect(await isSaved()).toBe(false);
  });

  it('means the paper at its number where a message shows several', async () => {
    const { saving } = test.library;
    await saving.reactionPutOn(reaction('many', '2\u20E3'));
    expect(await isSaved()).toBe(true);
    expect(await isSaved({ ...ada, paper: second })).toBe(false);
    expect(await saving.reactionPutOn(reaction('many', '🔖'))).toBeUndefined();
    expect(await saving.reactionPutOn(reaction('many', '3\u20E3'))).toBeUndefined();
    expect(await saving.reactionPutOn(reaction('one', '1\u20E3'))).toBeUndefined();
    expect(await saving.reactionPutOn(reaction('elsewhere'))).toBeUndefined();
  });

  it.each([
    ['👍', '👍🏽', '👍'],
    ['👍🏿', '👍', '👍🏻'],
  ])(
    'with the emoji %s saves whatever the skin tone, as one save that the last takes away',
    async (set, one, other) => {
      const { saving, settings } = test.library;
      await settings.changeServer('lab', { saveEmoji: set });
      await show('toned', [first]);
      expect(await saving.reactionPutOn(reaction('toned', one))).toMatchObject({ became: 'saved' });
      expect(await saving.reactionPutOn(reaction('toned', other))).toMatchObject({
        became: 'unchanged',
      });
      await saving.reactionTakenOff(reaction('toned', one));
      expect(await isSaved()).toBe(true);
      expect(await saving.reactionTakenOff(reaction('toned', other))).toMatchObject({
        became: 'removed',
      });
      expect(await isSaved()).toBe(false);
    },
  );

  it('of another skin tone is read back like any other', async () => {
    const { saving, settings } = test.library;
    await settings.changeServer('lab', { saveEmoji: '👍' });
    await show('toned', [first]);
    const message = await saving.shownMessage('toned');
    if (!message) {
      throw new Error('the message is not kept');
    }
    const emoji = { id: null, name: '👍🏾' };
    expect(saving.meansPaper(message, emoji)).toBe(true);
    await saving.reactionPutOn(reaction('toned', '👍'));
    await saving.reactionsRead(message, [reaction('toned', '👍🏾')]);
    expect(await isSaved()).toBe(true);
    await saving.reactionsRead(message, []);
    expect(await isSaved()).toBe(false);
  });

  it('ends its own origin only', async () => {
    const { saving } = test.library;
    await saving.reactionPutOn(reaction('one'));
    await saving.reactionPutOn(reaction('many', '2\u20E3'));
    await saving.reactionTakenOff(reaction('one'));
    expect(await isSaved()).toBe(true);
    await saving.save(ada);
    await saving.reactionTakenOff(reaction('many', '2\u20E3'));
    expect(await isSaved()).toBe(true);
  });

  it('stands while the normal or the super one of it does', async () => {
    const { saving } = test.library;
    await saving.reactionPutOn(reaction('one'));
    await saving.reactionPutOn(reaction('one', '🔖', 'super'));
    await saving.reactionTakenOff(reaction('one'));
    expect(await isSaved()).toBe(true);
    await saving.reactionTakenOff(reaction('one', '🔖', 'super'));
    expect(await isSaved()).toBe(false);
  });

  it('never takes away what somebody wrote on', async () => {
    const { saving } = test.library;
    await saving.reactionPutOn(reaction('one'));
    await saving.write(ada, { tag: ['ours'] });
    await saving.reactionTakenOff(reaction('one'));
    expect(await isSaved()).toBe(true);
    await saving.write(ada, { untag: ['ours'] });
    expect(await isSaved()).toBe(true);
  });

  it('outlives a clearing moderator, a deleted message and another emoji', async () => {
    const { saving, settings } = test.library;
    await saving.reactionPutOn(reaction('one'));
    await settings.changeServer('lab', { saveEmoji: '⭐' });
    await show('later', [third]);
    await saving.reactionsCleared('one');
    await saving.reactionTakenOff(reaction('one'));
    expect(await isSaved()).toBe(true);
    await saving.messagesDeleted(['one']);
    expect(await isSaved()).toBe(true);
    expect(await saving.reactionPutOn(reaction('later'))).toBeUndefined();
    expect(await saving.reactionPutOn(reaction('later', '⭐'))).toMatchObject({ became: 'saved' });
  });

  it('fills the own shelf in a direct message, which no server sees', async () => {
    await test.library.saving.messageShown({
      id: 'dm',
      channel: 'dm-ada',
      postedAt: test.clock.now(),
      papers: [first],
    });
    await test.library.saving.reactionPutOn(reaction('dm'));
    expect(await isSaved({ ...ada, library: '@ada' })).toBe(true);
    expect(await isSaved()).toBe(false);
    const team = { library: 'lab', asker: 'ada', whose: 'team' } as const;
    expect(await test.library.queries.list(team)).toEqual([]);
  });
});

describe('removing by hand', () => {
  it('dismisses the reactions until their person puts them on anew', async () => {
    const { saving } = test.library;
    await saving.reactionPutOn(reaction('one'));
    await saving.remove(ada);
    await saving.reactionPutOn(reaction('one'));
    expect(await isSaved()).toBe(false);
    await saving.reactionTakenOff(reaction('one'));
    await saving.reactionPutOn(reaction('one'));
    expect(await isSaved()).toBe(true);
  });

  it('can be taken back for 30 days, with note, tags and the time of saving', async () => {
    const { saving, queries, retention } = test.library;
    await saving.save(ada);
    await saving.write(ada, { note: 'read twice', tag: ['ours'], state: 'read' });
    const before = await queries.find(ada);
    test.clock.advance(day);
    await saving.remove(ada);
    test.clock.advance(30 * day);
    await retention.expire();
    expect(await queries.removed('lab', 'ada')).toHaveLength(1);
    expect(await saving.restore(ada)).toMatchObject({ became: 'saved' });
    expect(await queries.find(ada)).toEqual(before);
  });

  it('is final after 30 days', async () => {
    const { saving, queries, retention } = test.library;
    await saving.reactionPutOn(reaction('one'));
    await saving.write(ada, { note: 'read twice' });
    await saving.remove(ada);
    test.clock.advance(30 * day + 1);
    await retention.expire();
    expect(await queries.removed('lab', 'ada')).toEqual([]);
    expect(await saving.restore(ada)).toMatchObject({ became: 'unchanged' });
    await saving.reactionPutOn(reaction('one'));
    expect(await isSaved()).toBe(false);
    await saving.save(ada);
    expect((await queries.find(ada))?.note).toBeUndefined();
  });
});

describe('reading back', () => {
  it('compares with the last known reactions, never with saves', async () => {
    const { saving } = test.library;
    await saving.reactionPutOn(reaction('one'));
    await saving.remove(ada);
    const [message] = (await saving.messagesToReadBack()).filter(({ id }) => id === 'one');
    if (!message) {
      throw new Error('the message is to be read back');
    }
    await saving.reactionsRead(message, [reaction('one')]);
    expect(await isSaved()).toBe(false);
    await saving.reactionsRead(message, []);
    await saving.reactionsRead(message, [reaction('one')]);
    expect(await isSaved()).toBe(true);
    await saving.reactionsRead(message, []);
    expect(await isSaved()).toBe(false);
  });

  it('leaves to the gateway what it told while the reactions were read', async () => {
    const { saving } = test.library;
    const message = (await saving.messagesToReadBack()).find(({ id }) => id === 'one');
    if (!message) {
      throw new Error('the message is to be read back');
    }
    await saving.reactionPutOn(reaction('one'));
    await saving.reactionsRead(message, [], [reaction('one')]);
    expect(await isSaved()).toBe(true);
  });

  it('does not undo a removal that came after it began', async () => {
    const { saving } = test.library;
    const message = (await saving.messagesToReadBack()).find(({ id }) => id === 'one');
    if (!message) {
      throw new Error('the message is to be read back');
    }
    test.clock.advance(1000);
    const since = saving.readBackBegins();
    test.clock.advance(1000);
    await saving.save(ada);
    await saving.remove(ada);
    test.clock.advance(1000);
    await saving.reactionsRead(message, [reaction('one')], [], since);
    expect(await isSaved()).toBe(false);
    // The reaction is known now: put on again it counts, found once more it does not.
    await saving.reactionsRead(message, [reaction('one')], [], test.clock.now());
    expect(await isSaved()).toBe(false);
    await saving.reactionTakenOff(reaction('one'));
    await saving.reactionPutOn(reaction('one'));
    expect(await isSaved()).toBe(true);
  });

  it('saves what was put on again after an earlier removal', async () => {
    const { saving } = test.library;
    await saving.save(ada);
    await saving.remove(ada);
    const [message] = (await saving.messagesToReadBack()).filter(({ id }) => id === 'one');
    test.clock.advance(1000);
    if (message) {
      await saving.reactionsRead(message, [reaction('one')], [], saving.readBackBegins());
    }
    expect(await isSaved()).toBe(true);
  });

  it('ends with messages of more than 30 days', async () => {
    test.clock.advance(30 * day + 1);
    await show('new', [third]);
    expect((await test.library.saving.messagesToReadBack()).map(({ id }) => id)).toEqual(['new']);
  });
});

describe('two servers', () => {
  it('never see each other', async () => {
    const { saving, queries } = test.library;
    await saving.save(ada);
    const elsewhere = { library: 'other', asker: 'ada', whose: 'team' } as const;
    expect(await queries.list(elsewhere)).toEqual([]);
    expect(await queries.search(elsewhere, 'reward hacking')).toEqual([]);
    expect((await queries.savedBy('other', 'ada', [first])).size).toBe(0);
    expect(await queries.tags('other')).toEqual([]);
  });
});

const possible: readonly MessageReaction[] = [
  reaction('one'),
  reaction('one', '🔖', 'super'),
  reaction('many', '2\u20E3'),
];
const step: fc.Arbitrary<SaveEvent | { readonly is: 'read-back'; standing: typeof possible }> =
  fc.oneof(
    fc.record({
      is: fc.constantFrom('put-on' as const, 'taken-off' as const),
      reaction: fc.constantFrom('one 🔖', 'many 2\u20E3'),
      kind: fc.constantFrom('normal' as const, 'super' as const),
    }),
    fc.record({
      is: fc.constant('cleared' as const),
      reaction: fc.constantFrom('one 🔖', 'many 2\u20E3'),
    }),
    fc.record({ is: fc.constantFrom('asked', 'removed', 'restored', 'noted') }),
    fc.record({ is: fc.constant('read-back' as const), standing: fc.subarray([...possible]) }),
  );

/** Lets a library go through what the model goes through. */
async function take({ saving }: TestLibrary['library'], event: SaveEvent): Promise<void> {
  if (event.is === 'asked') {
    await saving.save(ada);
  }
  if (event.is === 'removed') {
    await saving.remove(ada);
  }
  if (event.is === 'restored') {
    await saving.restore(ada);
  }
  if (event.is === 'noted') {
    await saving.write(ada, { note: 'kept' });
  }
  if (!('reaction' in event)) {
    return;
  }
  const [message = '', emoji = ''] = event.reaction.split(' ');
  if (event.is === 'cleared') {
    return saving.reactionsCleared(message, { id: null, name: emoji });
  }
  const told = reaction(message, emoji, event.kind);
  await (event.is === 'put-on' ? saving.reactionPutOn(told) : saving.reactionTakenOff(told));
}

describe('any sequence of events', () => {
  it('leaves saved what the rules say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (events) => {
        test = await openTestLibrary(titles);
        await show('one', [first]);
        await show('many', [second, first]);
        const model = createSaveModel();
        for (const event of events) {
          test.clock.advance(1000);
          if (event.is === 'read-back') {
            model.readBack(
              event.standing.map((each) => [`${each.message} ${each.emoji.name}`, each.kind]),
            );
            for (const message of await test.library.saving.messagesToReadBack()) {
              const standing = event.standing.filter((each) => each.message === message.id);
              await test.library.saving.reactionsRead(message, standing);
            }
          } else {
            model.apply(event);
            await take(test.library, event);
          }
          expect(await isSaved()).toBe(model.saved());
        }
        await test.close();
      }),
      { numRuns: fewerOnServer(300), seed: 4 },
    );
    test = await openTestLibrary(titles);
  });
});
