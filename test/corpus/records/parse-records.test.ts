import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageSignature } from '../../../src/corpus/page/page-signature.ts';
import { parsePage } from '../../../src/corpus/page/parse-page.ts';
import { parseRecords } from '../../../src/corpus/records/parse-records.ts';
import { topicNames } from '../../../src/corpus/topics.ts';
import { needsRealPages, realPages, withoutRealPages } from '../real-pages.ts';

const starterFile = new URL('../../../data/starter.jsonl', import.meta.url).pathname;
const jsonl = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join('\n');
const read = (...records: unknown[]) => parseRecords(jsonl(...records), 'papers.jsonl');

describe.skipIf(!existsSync(starterFile))('parseRecords on data/starter.jsonl', () => {
  const starter = parseRecords(readFileSync(starterFile, 'utf8'), 'starter.jsonl');

  it('puts five pages of 553 listings together again', () => {
    expect(starter.warnings).toEqual([]);
    expect(starter.unlisted).toEqual([]);
    const pages = starter.pages.map(({ date, entries }) => [date ?? 'undated', entries.length]);
    expect(Object.fromEntries(pages)).toEqual({
      '2025-08-07': 80,
      '2025-08-29': 80,
      '2025-09-09': 79,
      '2025-09-24': 102,
      undated: 212,
    });
  });

  it('knows all its topics by name', () => {
    const topics = new Set(
      starter.pages.flatMap(({ entries }) => entries.map(({ topic }) => topic)),
    );
    expect(topics).toEqual(new Set(Object.keys(topicNames)));
  });

  it.skipIf(withoutRealPages)(
    `gives its pages the signatures of the five ${needsRealPages}`,
    () => {
      const signatures = realPages().map(({ name, text }) => {
        const { entries, date } = parsePage(text, name);
        return pageSignature(
          entries.map(({ title }) => title),
          date,
        );
      });
      expect(new Set(signatures).size).toBe(5);
      expect(new Set(starter.pages.map(({ signature }) => signature))).toEqual(new Set(signatures));
    },
  );
});

describe('parseRecords', () => {
  it('reads every field', () => {
    const { unlisted, warnings } = read({
      title: ' A Title ',
      abstract: 'We do it. Code: https://github.com/a/b.',
      id: 'arXiv:2501.01234v2',
      tldr: 'It is done.',
      keywords: ['planning', ' '],
      topic: 'agents',
      links: ['https://a.org'],
      authors: ['Ada Example'],
      somethingElse: 1,
    });
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('somethingElse (1)'),
    ]);
    expect(unlisted).toEqual([
      {
        title: 'A Title',
        abstract: 'We do it. Code: https://github.com/a/b.',
        arxivId: '2501.01234',
        version: 2,
        recordId: 'arXiv:2501.01234v2',
        tldr: 'It is done.',
        keywords: ['planning'],
        topic: 'agents',
        links: ['https://a.org', 'https://github.com/a/b'],
        authors: ['Ada Example'],
      },
    ]);
  });

  it('takes “text” for an abstract, null for nothing, and ids of other kinds as they are', () => {
    const { unlisted } = read(
      { id: '17', title: 'One', text: 'The text.', abstract: null, links: null, listings: null },
      { id: 4, title: 'Two', abstract: '', text: 'Kept.' },
      { id: 'cs/0101001', title: 'Three' },
    );
    expect(unlisted).toEqual([
      { title: 'One', abstract: 'The text.', recordId: '17' },
      { title: 'Two', abstract: 'Kept.', recordId: '4' },
      { title: 'Three', arxivId: 'cs/0101001', recordId: 'cs/0101001' },
    ]);
  });

  it('tells bad lines with their numbers and reads the others', () => {
    const content = [
      '\uFEFF'.slice(1),
      JSON.stringify({ title: 'Good' }),
      '{"title": "Cut',
      '[]',
      JSON.stringify({ title: 5 }),
      JSON.stringify({ title: 'Bad rank', listings: [{ page: '2025-09-09', rank: 0 }] }),
      JSON.stringify({ title: ' ' }),
      '',
      JSON.stringify({ title: 'Good Too' }),
    ].join('\r\n');
    const { unlisted, pages, warnings } = parseRecords(content, 'papers.jsonl');
    expect(unlisted.map(({ title }) => title)).toEqual(['Good', 'Good Too']);
    expect(pages).toEqual([]);
    expect(warnings.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7]);
    expect(warnings[2]?.message).toContain('“title”');
    expect(warnings[3]?.message).toContain('“listings.0.rank”');
  });

  it('names a record without a title by the first words of its text', () => {
    const text =
      'relation between the colour of a kettle and the patience of whoever waits for the tea . kettles of four colours were compared with care';
    const { unlisted, warnings } = read(
      { id: '1', title: '', text },
      { id: '2', text: 'short text' },
    );
    expect(unlisted.map(({ title }) => title)).toEqual([
      'relation between the colour of a kettle and the patience of whoever waits for the tea . kettles of four colours were…',
      'short text',
    ]);
    expect(warnings).toHaveLength(1);
  });

  it('orders a page by rank, whatever the order of the lines', () => {
    const listings = (rank: number) => [{ page: '2025-09-09', rank }];
    const { pages, warnings } = read(
      { title: 'Second', listings: listings(2) },
      { title: 'Third', listings: listings(3) },
      { title: 'First', listings: [...listings(1), { page: 'undated', rank: 1 }] },
    );
    expect(warnings).toEqual([]);
    expect(
      pages.map(({ date, dateIs, entries }) => [date, dateIs, entries.map(({ title }) => title)]),
    ).toEqual([
      ['2025-09-09', 'stated', ['First', 'Second', 'Third']],
      [undefined, 'stated', ['First']],
    ]);
  });

  it('tells gaps, shared ranks, repeats and pages that are no day', () => {
    const { pages, unlisted, warnings } = read(
      { title: 'A', listings: [{ page: '2025-09-09', rank: 1 }] },
      { title: 'B', listings: [{ page: '2025-09-09', rank: 1 }] },
      { title: 'C', listings: [{ page: '2025-09-09', rank: 4 }] },
      { title: 'a.', listings: [{ page: '2025-09-09', rank: 5 }] },
      { title: 'D', listings: [{ page: '2025-02-30', rank: 1 }] },
    );
    expect(pages).toHaveLength(1);
    expect(pages[0]?.entries.map(({ title }) => title)).toEqual(['A', 'B', 'C']);
    expect(unlisted.map(({ title }) => title)).toEqual(['D']);
    expect(warnings.map(({ line }) => line)).toEqual([5, 2, 3, 4]);
  });

  it('refuses a file without a record with a sentence that says what was expected', () => {
    for (const content of ['', '\n\n', 'hello\nworld', '[]', '{}', '[1, 2]']) {
      const { refused, warnings } = parseRecords(content, 'papers.jsonl');
      expect(refused).toContain('one JSON object per line, or an array');
      expect(warnings[0]).toEqual({ file: 'papers.jsonl', message: refused });
    }
  });

  it('never throws, whatever the lines', () => {
    const line = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record({ title: fc.anything(), listings: fc.anything() })
        .map((value) => JSON.stringify(value) ?? ''),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { pages, unlisted, refused } = parseRecords(lines.join('\n'), 'papers.jsonl');
        expect(refused === undefined).toBe(pages.length + unlisted.length > 0);
      }),
      { seed: 20250909 },
    );
  });
});
