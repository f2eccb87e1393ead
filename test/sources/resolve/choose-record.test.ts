import { describe, expect, it } from 'vitest';
import type { PaperRecord } from '../../../src/corpus/corpus-store.ts';
import { chooseRecord } from '../../../src/sources/resolve/choose-record.ts';
import { type PaperFields, paperOf } from '../../corpus/paper-of.ts';

const harbour =
  'We watch how the boats of a small harbour are told where to moor when the fog is thick, and write down every word. A keeper who speaks first and slowly is followed more often than one who shouts. From two winters of such words we learn a policy that moors a boat in half the time, and we show why it never sends two boats to one place.';
const orchard =
  'Apples fall at night, which makes them hard to count. This paper counts them by ear instead: a row of cheap microphones hears each fall, and a filter tells an apple from a hedgehog. Over forty nights the count was off by less than three apples in a hundred. We give away the recordings, the filter and the names of the hedgehogs that agreed to it.';
const harbourLater = harbour.replace('half the time', 'a third of the time');

const title = 'Mooring by Ear: Policies for Boats in Thick Fog';

function chosen(
  ours: PaperFields & { readonly title?: string },
  records: readonly Partial<PaperRecord>[],
  isComplete = true,
): string | undefined {
  const { title: own = title, ...fields } = ours;
  const candidates = records.map((record, at) => ({
    title: own,
    arxivId: `2401.0000${at + 1}`,
    ...record,
  }));
  return chooseRecord(paperOf(own, fields), candidates, isComplete)?.arxivId;
}

describe('a paper with an abstract', () => {
  it.each([
    ['with the same texts', {}],
    ['with an abstract that was revised', { abstract: harbourLater }],
    ['with half of its abstract', { abstract: harbour.slice(0, 200) }],
    ['without an abstract', { abstract: '' }],
    [
      'with a title in capitals and another dash',
      { title: title.toUpperCase().replace(':', ' –') },
    ],
  ])('is a record %s', (_, record) => {
    expect(chosen({ abstract: harbour }, [{ abstract: harbour, ...record }])).toBe('2401.00001');
  });

  it('is a record of the same title in LaTeX', () => {
    const ours = { title: 'τ²-Mooring: Boats at $O(n^2)$', abstract: harbour };
    expect(chosen(ours, [{ title: '$\\tau^2$-Mooring: Boats at O(n²)', abstract: harbour }])).toBe(
      '2401.00001',
    );
  });

  it('is no record of the same title with quite another abstract', () => {
    const preface = { title: 'Preface', abstract: harbour };
    expect(chosen(preface, [{ abstract: orchard }])).toBeUndefined();
    expect(chosen(preface, [{ abstract: orchard }, { abstract: harbour }])).toBe('2401.00002');
    expect(chosen(preface, [{ abstract: orchard }, { abstract: '' }])).toBeUndefined();
  });

  const long = `${title} and Other Weathers of the Northern Seas`;

  it('is a record whose title has one word more, where the abstract is the same', () => {
    const record = { title: `On ${long}` };
    expect(
      chosen({ title: long, abstract: harbour }, [{ ...record, abstract: harbourLater }]),
    ).toBe('2401.00001');
    expect(
      chosen({ title: long, abstract: harbour }, [{ ...record, abstract: orchard }]),
    ).toBeUndefined();
    expect(chosen({ title: long, abstract: harbour }, [record])).toBeUndefined();
  });

  it.each([
    ['another part', `${long}, Part II: Storms`],
    ['a number more', `${long} 2`],
    ['a survey of it', `${title}: A Survey`],
    ['another subject', title.replace('Boats', 'Ships')],
  ])('is no record of %s, even where the abstract is the same', (_, other) => {
    const own = other.startsWith(long) ? long : title;
    const records = [{ title: other, abstract: harbour }];
    expect(chosen({ title: own, abstract: harbour }, records)).toBeUndefined();
  });

  it('is no record where two have its title and its abstract', () => {
    const twice = [{ abstract: harbour }, { abstract: harbourLater }];
    expect(chosen({ abstract: harbour }, twice)).toBeUndefined();
  });
});

describe('a paper without an abstract', () => {
  it('is the only record with its title, among others', () => {
    expect(chosen({}, [{ title: `${title}: A Survey` }, { abstract: harbour }])).toBe('2401.00002');
  });

  it('is no record where two have its title', () => {
    expect(chosen({}, [{ abstract: harbour }, { abstract: orchard }])).toBeUndefined();
  });

  it('is no record of nearly its title', () => {
    const near = { title: `On ${title} and Other Weathers of the Seas`, abstract: harbour };
    expect(chosen({ title: near.title.slice(3) }, [near])).toBeUndefined();
  });

  it('is no record as long as arXiv may have another with its title', () => {
    expect(chosen({}, [{}], false)).toBeUndefined();
    expect(chosen({ abstract: harbour }, [{ abstract: harbourLater }], false)).toBe('2401.00001');
  });

  it('is no record of other people, with another DOI, or from years later', () => {
    const authors = ['Müller, Ada', 'Okafor, B.'];
    expect(chosen({ authors }, [{ authors: ['Carl Jensen'] }])).toBeUndefined();
    expect(chosen({ authors }, [{ authors: ['A. Muller', 'Carl Jensen'] }])).toBe('2401.00001');
    expect(chosen({ doi: '10.1000/A' }, [{ doi: '10.1000/b' }])).toBeUndefined();
    expect(chosen({ doi: '10.1000/A' }, [{ doi: '10.1000/a' }])).toBe('2401.00001');
    expect(chosen({ published: '2014' }, [{ published: '2024-01-03' }])).toBeUndefined();
    expect(chosen({ published: '2023-12' }, [{ published: '2024-01-03' }])).toBe('2401.00001');
  });
});
