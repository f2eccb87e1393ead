import { expect, it } from 'vitest';
import { describeEngines } from '../engines.ts';
import { openTestStore } from '../open-test-store.ts';

describeEngines((engine) => {
  it('keeps what was written to a group of Zotero, and whose note it is', async () => {
    const { zotero } = (await openTestStore({ engine })).library;
    const fields = { itemType: 'preprint', title: 'A' };
    const paper = { key: 'AAAAAAAA', fields, arrived: false };
    const note = { key: 'BBBBBBBB', fields: { itemType: 'note' }, person: 'ada', arrived: true };
    await zotero.keepRecords('1', [note, paper]);
    await zotero.keepRecords('2', [paper]);
    expect(await zotero.records('1')).toEqual([paper, note]);
    const arrived = { ...paper, arrived: true, fields: { ...fields, title: 'B' } };
    await zotero.keepRecords('1', [arrived]);
    await zotero.keepRecords('1', []);
    expect(await zotero.records('1')).toEqual([arrived, note]);
    expect(await zotero.records('2')).toEqual([paper]);
  });
});
