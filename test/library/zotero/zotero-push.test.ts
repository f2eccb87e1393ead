import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZoteroApi } from '../../../src/library/zotero/zotero-api.ts';
import { pushServer } from '../../../src/library/zotero/zotero-push.ts';
import { openTestLibrary, paper, type TestLibrary } from '../open-test-library.ts';
import { type LocalZotero, localGroup, localKey, openLocalZotero } from './open-local-zotero.ts';

const titles = ['Reward Hacking', 'Offline Policy', 'World Models'];

let zotero: LocalZotero;
let test: TestLibrary;
let waited: number[];

beforeEach(async () => {
  zotero = await openLocalZotero();
  test = await openTestLibrary(titles);
  waited = [];
});
afterEach(async () => {
  await zotero.close();
  await test.close();
});

function api(key = localKey, group = localGroup) {
  const wait = async (milliseconds: number) => void waited.push(milliseconds);
  return createZoteroApi({ key, group, api: zotero.url, wait });
}

function push() {
  const { stores, store } = test;
  return pushServer({ stores, papers: store.corpus, api: api(), group: localGroup });
}

function keyOf(title: string, person = 'ada') {
  return { library: 'lab', person, paper: paper(title) };
}

async function saveAll() {
  for (const title of titles) {
    await test.library.saving.save(keyOf(title));
  }
}

function itemTitled(title: string) {
  const item = [...zotero.items.values()].find((each) => each.title === title);
  if (!item) {
    throw new Error(`no item is titled ${title}`);
  }
  return item;
}

describe('pushing a library to Zotero', () => {
  it('brings papers with tags into one collection, once', async () => {
    await saveAll();
    await test.library.saving.write(keyOf('Reward Hacking'), { tag: ['ours'], note: 'private' });
    expect(await push()).toEqual({ made: 3, changed: 0, had: 0, refused: 0 });
    const [collection] = [...zotero.collections.values()];
    expect(collection?.name).toBe('Offprint');
    expect(itemTitled('Reward Hacking')).toMatchObject({
      itemType: 'document',
      tags: [{ tag: 'ours' }],
      collections: [collection?.key],
      date: '',
      creators: [],
    });
    expect(JSON.stringify([...zotero.items.values()])).not.toContain('private');
    expect(await push()).toEqual({ made: 0, changed: 0, had: 0, refused: 0 });
    expect(zotero.items.size).toBe(3);
    expect(zotero.collections.size).toBe(1);
  });

  it('leaves alone what the group has by DOI, arXiv number or title', async () => {
    await test.store.corpus.importRecords('more.jsonl', [
      { title: 'On arXiv', arxivId: '2401.12345' },
      { title: 'With a DOI', links: ['https://doi.org/10.1000/xyz'] },
    ]);
    for (const title of ['On arXiv', 'With a DOI', 'Reward Hacking']) {
      await test.library.saving.save(keyOf(title));
    }
    const theirs = { itemType: 'journalArticle', version: 1 };
    zotero.items.set('THEIRS22', { ...theirs, key: 'THEIRS22', title: 'reward hacking.' });
    zotero.items.set('THEIRS33', { ...theirs, key: 'THEIRS33', title: 'A', DOI: '10.1000/XYZ' });
    zotero.items.set('THEIRS44', {
      ...theirs,
      key: 'THEIRS44',
      title: 'B',
      extra: 'arXiv:2401.12345v3 [cs]',
    });
    const before = JSON.stringify([...zotero.items]);
    expect(await push()).toEqual({ made: 0, changed: 0, had: 3, refused: 0 });
    expect(JSON.stringify([...zotero.items])).toBe(before);
  });

  it('takes no number out of another, and tells papers of one title apart by their numbers', async () => {
    await test.store.corpus.importRecords('more.jsonl', [
      { title: 'Of kettles', links: ['https://doi.org/10.1145/4711764.5550001'] },
      { title: 'Preface', arxivId: '2610.04711' },
    ]);
    for (const title of ['Of kettles', 'Preface']) {
      await test.library.saving.save(keyOf(title));
    }
    const theirs = { itemType: 'journalArticle', version: 1 };
    zotero.items.set('THEIRS22', {
      ...theirs,
      key: 'THEIRS22',
      title: 'Of pots',
      DOI: '10.1145/4711764.5550009',
      extra: 'ISBN 12610.047113',
    });
    zotero.items.set('THEIRS33', {
      ...theirs,
      key: 'THEIRS33',
      title: 'Preface',
      url: 'https://arxiv.org/abs/hep-th/9901012v2',
    });
    expect(await push()).toEqual({ made: 2, changed: 0, had: 0, refused: 0 });
  });

  it('knows an old number and a DOI with any sign again, and gives names their parts', async () => {
    await test.store.corpus.importRecords('more.jsonl', [
      { title: 'Old tea', arxivId: 'hep-th/9901012' },
      { title: 'Tea signs', links: ['https://doi.org/10.1000/12<34:TK>2.0'] },
      { title: 'By many', authors: ['Robin Kettle Jr.', 'Teapot Team', 'Ana van der Berg'] },
    ]);
    for (const title of ['Old tea', 'Tea signs', 'By many']) {
      await test.library.saving.save(keyOf(title));
    }
    const theirs = { itemType: 'journalArticle', version: 1 };
    const archiveID = 'arXiv:hep-th/9901012';
    zotero.items.set('THEIRS22', { ...theirs, key: 'THEIRS22', title: 'A', archiveID });
    const DOI = '10.1000/12<34:tk>2.0';
    zotero.items.set('THEIRS33', { ...theirs, key: 'THEIRS33', title: 'B', DOI });
    expect(await push()).toEqual({ made: 1, changed: 0, had: 2, refused: 0 });
    expect(itemTitled('By many').creators).toEqual([
      { creatorType: 'author', firstName: 'Robin, Jr.', lastName: 'Kettle' },
      { creatorType: 'author', name: 'Teapot Team' },
      { creatorType: 'author', firstName: 'Ana', lastName: 'van der Berg' },
    ]);
  });

  it('later fills what is empty or still as it wrote it, and nothing that somebody changed', async () => {
    await saveAll();
    await push();
    zotero.edit(itemTitled('Reward Hacking').key, { abstractNote: 'Ours, by hand.' });
    zotero.edit(itemTitled('Offline Policy').key, { abstractNote: '' });
    await test.store.corpus.importRecords('later.jsonl', [
      { title: 'Reward Hacking', arxivId: '2401.12345', authors: ['Ada Lovelace'] },
      { title: 'Offline Policy', authors: ['Grace Hopper'] },
    ]);
    await test.library.saving.write(keyOf('Offline Policy'), { tag: ['late'] });
    expect(await push()).toMatchObject({ made: 0, changed: 2, refused: 0 });
    expect(itemTitled('Reward Hacking')).toMatchObject({
      abstractNote: 'Ours, by hand.',
      creators: [{ creatorType: 'author', firstName: 'Ada', lastName: 'Lovelace' }],
      url: 'https://arxiv.org/abs/2401.12345',
    });
    expect(itemTitled('Offline Policy')).toMatchObject({
      abstractNote: 'This is about offline policy.',
      tags: [{ tag: 'late' }],
    });
  });

  it('does not bring back what somebody deleted, nor a tag somebody took off', async () => {
    await saveAll();
    await test.library.saving.write(keyOf('World Models'), { tag: ['gone', 'kept'] });
    await push();
    zotero.items.delete(itemTitled('Reward Hacking').key);
    zotero.edit(itemTitled('World Models').key, { tags: [{ tag: 'kept' }] });
    await test.library.saving.remove(keyOf('Offline Policy'));
    expect(await push()).toEqual({ made: 0, changed: 0, had: 0, refused: 0 });
    expect(zotero.items.size).toBe(2);
    expect(itemTitled('World Models').tags).toEqual([{ tag: 'kept' }]);
  });

  it('takes notes along where their person agrees', async () => {
    await saveAll();
    const { saving, settings } = test.library;
    await settings.changePerson('ada', { sharesNotes: true });
    await saving.write(keyOf('Reward Hacking'), { note: 'a < b\nsecond' });
    await saving.save(keyOf('Reward Hacking', 'grace'));
    await saving.write(keyOf('Reward Hacking', 'grace'), { note: 'not to be seen' });
    expect(await push()).toMatchObject({ made: 4 });
    const notes = [...zotero.items.values()].filter(({ itemType }) => itemType === 'note');
    expect(notes).toMatchObject([
      { note: '<p>a &lt; b</p><p>second</p>', parentItem: itemTitled('Reward Hacking').key },
    ]);
  });

  it('writes fifty at a time', async () => {
    const many = Array.from({ length: 120 }, (_, at) => `Paper number ${at}`);
    await test.store.corpus.importRecords(
      'many.jsonl',
      many.map((title) => ({ title })),
    );
    for (const title of many) {
      await test.library.saving.save(keyOf(title));
    }
    expect(await push()).toMatchObject({ made: 120, refused: 0 });
    expect(
      zotero.requests.filter((each) => each.startsWith('POST') && each.endsWith('/items')),
    ).toHaveLength(3);
    expect(await push()).toMatchObject({ made: 0 });
    expect(zotero.items.size).toBe(120);
  });
});

describe('Zotero’s troubles', () => {
  it('are waited for as long as it asks', async () => {
    await saveAll();
    zotero.answerNext({ status: 429, headers: { 'Retry-After': '7' } });
    zotero.answerNext({ status: 503, headers: { 'Retry-After': '30' } });
    expect(await push()).toMatchObject({ made: 3 });
    expect(waited).toEqual([7000, 30_000]);
    zotero.backOff(12);
    await push();
    expect(waited.slice(2)).toEqual([12_000]);
  });

  it('make nothing twice where an answer is lost', async () => {
    await saveAll();
    const quiet = async () => push().catch(() => undefined);
    // Collections, the collection made, items, items written: each answer lost in turn.
    for (let lost = 0; lost < 6; lost += 1) {
      for (let fine = 0; fine < lost % 4; fine += 1) {
        zotero.answerNext({ status: 200, when: 'after' });
      }
      zotero.answerNext({ status: 500, when: 'after' });
      await quiet();
    }
    while ((await quiet()) === undefined) {
      expect(zotero.requests.length).toBeLessThan(100);
    }
    expect(await push()).toEqual({ made: 0, changed: 0, had: 0, refused: 0 });
    expect(zotero.items.size).toBe(3);
    expect(zotero.collections.size).toBe(1);
  });

  it('are said in a sentence', async () => {
    await expect(api('wrong').checkKey()).rejects.toThrow(/Zotero rejects ZOTERO_KEY/);
    await expect(api(localKey, '1').checkKey()).rejects.toThrow(/may not write to group 1/);
    await expect(api(localKey, '1').items()).rejects.toThrow(/no access to group 1/);
    expect(await api().checkKey()).toEqual({ name: 'reader' });
    await test.library.saving.save(keyOf('Reward Hacking'));
    await test.library.saving.save({ ...keyOf('Reward Hacking'), library: 'other' });
    await expect(push()).rejects.toThrow(/DISCORD_GUILD_ID/);
  });
});
