import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/corpus/import/import-files.ts';
import { openTestStore } from '../../store/open-test-store.ts';
import { inventedPapers } from '../page/invented-page.ts';

const [paper, other] = inventedPapers;

async function importOne(name: string, content: string) {
  const { corpus } = await openTestStore();
  const summary = await importFiles({
    store: corpus,
    files: [
      {
        name,
        path: name,
        modifiedAt: new Date('2026-02-03T10:00:00Z'),
        read: async () => Buffer.from(content),
      },
    ],
    clock: { now: () => new Date('2026-02-03T10:00:00Z') },
  });
  return { corpus, summary };
}

const text = (date: string) => `Daily Papers
byAK and the research community
Feb 2

12
${paper?.title}

${paper?.abstract}

Ladder Lab
·
${date}
4

-
${other?.title}

${other?.abstract}

3 authors
·
Jan 30
`;

describe('what a page shows around its papers', () => {
  it('is kept: the organisation, and the day of publication', async () => {
    const { corpus, summary } = await importOne('page.txt', text('Jan 31'));
    expect(summary).toMatchObject({ pages: 1, listings: 2, warnings: [] });
    expect(await corpus.paperByTitle(paper?.title ?? '')).toMatchObject({
      organisation: 'Ladder Lab',
      published: '2026-01-31',
      listings: [{ date: '2026-02-02' }],
    });
  });

  it.each([
    ['Dec 30', '2025-12-30'],
    ['Dec 30, 2023', '2023-12-30'],
    ['Feb 2', '2026-02-02'],
  ])('gives “%s” the last year that it can mean', async (date, published) => {
    const { corpus } = await importOne('page.txt', text(date));
    expect(await corpus.paperByTitle(paper?.title ?? '')).toMatchObject({ published });
  });

  it('is kept from markdown: the number behind a title and the code behind a button', async () => {
    const markdown = `# Trending Papers\n\n### [${paper?.title}](https://huggingface.co/papers/2601.04242)\n\n${paper?.abstract}\n\n[GitHub 12](https://github.com/invented-lab/pot)\n\n### ${other?.title}\n\n${other?.abstract}\n`;
    const { corpus } = await importOne('page.md', markdown);
    expect(await corpus.papersByArxivId(['2601.04242'])).toMatchObject([
      {
        title: paper?.title,
        links: ['https://github.com/invented-lab/kettle', 'https://github.com/invented-lab/pot'],
      },
    ]);
  });
});

describe('a file of records under another name', () => {
  it.each([
    ['records.txt', '[{"title": "Tea Cools"}]'],
    ['pasted', '@misc{tea, title = {Tea Cools}}'],
    ['refs.txt', 'TY  - JOUR\nTI  - Tea Cools\nER  - \n'],
  ])('is read by its content: %s', async (name, content) => {
    const { corpus } = await importOne(name, content);
    expect(await corpus.paperByTitle('Tea Cools')).toBeDefined();
  });

  it('is refused with a sentence about records where it holds none', async () => {
    const { summary } = await importOne('answer.json', '{"error": "not found"}');
    expect(summary.refused).toEqual(['answer.json']);
    expect(summary.warnings[0]?.message).toContain('A file of records');
  });
});
