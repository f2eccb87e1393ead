import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSaveEmoji, saveEmojiKey } from '../../src/library/saves/save-emoji.ts';
import { readTag } from '../../src/library/saves/tag.ts';
import { openTestLibrary, paper, type TestLibrary } from './open-test-library.ts';

const titles = ['Reward Hacking', 'Offline Policy', 'World Models'];

let test: TestLibrary;

beforeEach(async () => {
  test = await openTestLibrary(titles);
});
afterEach(() => test.close());

function keyOf(title: string, person = 'ada', library = 'lab') {
  return { library, person, paper: paper(title) };
}

async function listed(query: Partial<Parameters<TestLibrary['library']['queries']['list']>[0]>) {
  const rows = await test.library.queries.list({
    library: 'lab',
    asker: 'ada',
    whose: 'mine',
    ...query,
  });
  return rows.map((row) => titles.find((title) => paper(title) === row.paper));
}

describe('a list', () => {
  beforeEach(async () => {
    for (const title of titles) {
      await test.library.saving.save(keyOf(title));
      test.clock.advance(1000);
    }
    await test.library.saving.save(keyOf('Offline Policy', 'grace'));
  });

  it('is sorted as asked', async () => {
    expect(await listed({})).toEqual(['World Models', 'Offline Policy', 'Reward Hacking']);
    expect(await listed({ sort: 'oldest' })).toEqual(titles);
    expect(await listed({ sort: 'title' })).toEqual(titles.toSorted());
    expect(await listed({ whose: 'team', sort: 'most-saved' })).toEqual([
      'Offline Policy',
      'World Models',
      'Reward Hacking',
    ]);
  });

  it('keeps to a person, a tag and one’s own state', async () => {
    const { saving } = test.library;
    await saving.write(keyOf('Offline Policy', 'grace'), { tag: ['hers'], state: 'read' });
    await saving.write(keyOf('World Models'), { tag: ['ours'], state: 'read' });
    expect(await listed({ whose: { person: 'grace' } })).toEqual(['Offline Policy']);
    expect(await listed({ tag: 'ours' })).toEqual(['World Models']);
    expect(await listed({ whose: 'team', tag: 'hers' })).toEqual(['Offline Policy']);
    expect(await listed({ whose: 'team', state: 'read' })).toEqual(['World Models']);
    expect(await listed({ library: 'elsewhere' })).toEqual([]);
  });

  it('shows nobody’s note but one’s own, and searches in it', async () => {
    const { saving, queries } = test.library;
    await saving.write(keyOf('Offline Policy'), { note: 'compare with bandits' });
    await saving.write(keyOf('Offline Policy', 'grace'), { note: 'boring' });
    const [row] = await queries.list({ library: 'lab', asker: 'ada', whose: { person: 'grace' } });
    expect(row?.note).toBe('compare with bandits');
    const team = { library: 'lab', asker: 'ada', whose: 'team' } as const;
    const [hit] = await queries.search(team, 'bandit');
    expect(hit).toMatchObject({ inNote: true, saved: { paper: paper('Offline Policy') } });
    expect(await queries.search(team, 'boring')).toEqual([]);
    const [best] = await queries.search(team, 'world models');
    expect(best?.saved.paper).toBe(paper('World Models'));
  });
});

describe('a discussion', () => {
  it('is made by one, waited for by others, and free again when its maker died', async () => {
    const { discussions } = test.library;
    const id = paper('Reward Hacking');
    const first = await discussions.claimDiscussion('lab', id);
    expect(first.is).toBe('yours');
    expect(await discussions.claimDiscussion('lab', id)).toEqual({ is: 'being-made' });
    expect((await discussions.claimDiscussion('other', id)).is).toBe('yours');
    test.clock.advance(60_000);
    const second = await discussions.claimDiscussion('lab', id);
    if (first.is !== 'yours' || second.is !== 'yours') {
      throw new Error('both claims were free');
    }
    expect(
      await discussions.completeDiscussion(first.claim, { channel: 'c', thread: 'late' }),
    ).toBe(false);
    expect(await discussions.completeDiscussion(second.claim, { channel: 'c', thread: 't' })).toBe(
      true,
    );
    expect(await discussions.claimDiscussion('lab', id)).toMatchObject({
      is: 'open',
      discussion: { thread: 't', server: 'lab' },
    });
    await discussions.dropDiscussion('t');
    expect((await discussions.claimDiscussion('lab', id)).is).toBe('yours');
  });
});

describe('what people type', () => {
  it.each([
    ['🔖', '🔖', '🔖'],
    [' ⭐️ ', '⭐️', '⭐'],
    ['👩‍🔬', '👩‍🔬', '👩‍🔬'],
    ['<:paper:123456789012345678>', '<:paper:123456789012345678>', '123456789012345678'],
    ['<a:spin:123456789012345678>', '<a:spin:123456789012345678>', '123456789012345678'],
  ])('%s is a save emoji', (typed, read, key) => {
    expect(readSaveEmoji(typed)).toBe(read);
    expect(saveEmojiKey(read)).toBe(key);
  });

  it.each(['', 'a', '🔖🔖', '1️⃣', '🔟', ':paper:', '<:x:1>', '7'])('%s is none', (typed) => {
    expect(readSaveEmoji(typed)).toBeUndefined();
  });

  it.each([
    ['#Reward Hacking', 'reward-hacking'],
    [' to,read ', 'to-read'],
    ['強化学習', '強化学習'],
    ['<@1>', '1'],
    ['--', undefined],
    ['x'.repeat(41), undefined],
  ])('%s is the tag %s', (typed, tag) => {
    expect(readTag(typed)).toBe(tag);
  });
});
