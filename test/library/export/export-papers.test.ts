import { type Entry, parse } from '@retorquere/bibtex-parser';
import { parse as parseRis } from 'astrocite-ris';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/corpus/text/clean-text.ts';
import { exportPapers } from '../../../src/library/export/export-papers.ts';
import { exportPaper } from '../../../src/library/export/exported-paper.ts';
import { type PaperFields, paperOf } from '../../corpus/paper-of.ts';

const savedAt = new Date('2026-11-21T10:00:00Z');

function saved({ title, ...fields }: PaperFields & { title: string }, written = {}) {
  return exportPaper(paperOf(title, fields), { savedAt, tags: [], ...written });
}

function textOf(...args: Parameters<typeof exportPapers>): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(exportPapers(...args).content);
}

/** As written: no guess at the language, no change of case. */
function parseBibtex(text: string): readonly Entry[] {
  const { entries, errors } = parse(text, {
    english: false,
    sentenceCase: { guess: false, preserveQuoted: true, subSentence: false },
    caseProtection: false,
  });
  expect(errors).toEqual([]);
  return entries;
}

const titles = [
  'τ^2-Bench: 100% of $O(n^2)$ & {braces} _under_ # ~ \\alpha',
  'Q^* and A* Search for LLMs',
  '强化学习: a survey',
  'Élan, Ørsted and Łukasz: ½ ≤ 1 – “quoted”',
  'RLHF in the USA',
];

describe('BibTeX', () => {
  const papers = titles.map((title) =>
    saved({
      title,
      authors: ['Jürgen Müller', 'Ana van der Berg', '李明'],
      arxivId: '2401.12345v2',
    }),
  );

  it('is read back by another parser, every letter of it', () => {
    const entries = parseBibtex(textOf(papers, 'bibtex'));
    expect(entries.map(({ fields }) => fields.title)).toEqual(titles.map(cleanText));
    expect(entries[0]?.fields).toMatchObject({
      year: '2024',
      doi: '10.48550/arXiv.2401.12345',
      url: 'https://arxiv.org/abs/2401.12345v2',
      author: [
        { firstName: 'Jürgen', lastName: 'Müller' },
        { firstName: 'Ana', lastName: 'Berg', prefix: 'van der' },
        { name: '李明' },
      ],
    });
  });

  it('keeps capitals where a style would lower them', () => {
    const text = textOf([saved({ title: 'RLHF in the USA' })], 'bibtex');
    const protectedTitle = /title = \{\{(.*)\}\},$/m.exec(text)?.[1]?.replaceAll(/[{}]/g, '');
    expect(protectedTitle).toBe('RLHF in the USA');
  });

  it('has keys that TeX takes, the same each time and no two alike', () => {
    const keys = (text: string) => parseBibtex(text).map(({ key }) => key);
    const one = keys(textOf(papers, 'bibtex'));
    expect(keys(textOf(papers.toReversed(), 'bibtex')).toReversed()).toEqual(one);
    expect(new Set(one).size).toBe(titles.length);
    for (const key of one) {
      expect(key).toMatch(/^[a-z][A-Za-z0-9]+$/);
    }
  });

  it('has the name of a paper for a key, and no more where that is enough', () => {
    const keyOf = (...titles: string[]) =>
      parseBibtex(
        textOf(
          titles.map((title) => saved({ title })),
          'bibtex',
        ),
      ).map(({ key }) => key);
    expect(
      keyOf('WebRL: Training LLM Web Agents', 'Router-R1: Teaching', 'On the Art of Tea'),
    ).toEqual(['webrl', 'routerR1', 'artTea']);
    expect(keyOf('2 Kettles: A Survey', '强化学习: 李')).toEqual(['p2Kettles', 'paper']);
    const [one = '', two = ''] = keyOf('Tea: In Pots', 'TEA: In Cups');
    expect([one, two]).toEqual([
      expect.stringMatching(/^tea[0-9a-z]{8}$/),
      expect.stringMatching(/^tea[0-9a-z]{8}$/),
    ]);
    expect(one).not.toBe(two);
  });

  it('braces nothing but what a style would lower', () => {
    const [text] = [
      textOf([saved({ title: 'WebRL: Training LLM Agents with Q-Values' })], 'bibtex'),
    ];
    expect(text).toContain('title = {{WebRL}: Training {LLM} Agents with Q-Values},');
  });

  it('takes any title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 80 }), (title) => {
        const paper = saved({ title: `Title ${title}` });
        const [read] = parseBibtex(textOf([paper], 'bibtex'));
        const squeeze = (text = '') => text.replaceAll(/[\s"'`“”‘’–—-]+/g, '');
        expect(squeeze(read?.fields.title)).toBe(squeeze(paper.title));
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe('RIS', () => {
  it('is read back by another parser', () => {
    const long = `A Title of ${'many long words '.repeat(20)}`.trim();
    const papers = [
      saved({ title: long, authors: ['Ada Lovelace'], arxivId: '2401.12345' }, { tags: ['ours'] }),
      ...titles.map((title) => saved({ title })),
    ];
    const read = parseRis(textOf(papers, 'ris')) as readonly Record<string, unknown>[];
    expect(read.map(({ title }) => title)).toEqual([long, ...titles.map(cleanText)]);
    expect(read.map(({ id }) => id)).toEqual(papers.map(({ key }) => key));
    expect(read[0]).toMatchObject({ author: [{ family: 'Lovelace', given: 'Ada' }] });
  });
});

const names = [
  'Robin Kettle Jr.',
  'Teapot, Sr., R. T.',
  'Ana van der Berg',
  'Whistling Pots Collaboration',
  'Kettle Team',
];
const sici = '10.1000/(TEA)12:3<45::AID-T_6>2.0.CO;2-1';

describe('what is known of a paper', () => {
  it('gives names their parts in BibTeX and RIS, and leaves groups whole', () => {
    const papers = [saved({ title: 'Tea', authors: names })];
    expect(textOf(papers, 'bibtex')).toContain(
      'author = {Kettle, Jr., Robin and Teapot, Sr., R. T. and van der Berg, Ana and {Whistling Pots Collaboration} and {Kettle Team}},',
    );
    expect(textOf(papers, 'ris').match(/(?<=^AU {2}- ).*$/gm)).toEqual([
      'Kettle, Robin, Jr.',
      'Teapot, R. T., Sr.',
      'van der Berg, Ana',
      'Whistling Pots Collaboration',
      'Kettle Team',
    ]);
  });

  it.each([
    ['of its own', { doi: sici, links: ['https://doi.org/10.1000/other'] }],
    ['of its own, as an address', { doi: `https://doi.org/${encodeURIComponent(sici)}` }],
    ['of a link', { links: ['https://tea.org', `https://doi.org/${sici}`] }],
    [
      'that an earlier version cut in a link',
      {
        links: ['https://doi.org/10.1000/(TEA)12:3'],
        abstract: `It follows https://doi.org/${sici} as it is.`,
      },
    ],
    ['beside one of a data set', { links: ['https://doi.org/10.5281/zenodo.4711', `doi:${sici}`] }],
  ])('takes the whole DOI %s', (_, fields) => {
    const paper = saved({ title: 'Tea', ...fields });
    expect(paper).toMatchObject({
      doi: sici,
      url: 'https://doi.org/10.1000/(TEA)12:3%3C45::AID-T_6%3E2.0.CO;2-1',
    });
    expect(parseBibtex(textOf([paper], 'bibtex'))[0]?.fields.doi).toBe(sici);
    expect(textOf([paper], 'ris')).toContain(`DO  - ${sici}\r\n`);
  });

  it("takes no DOI of arXiv's that is another paper's", () => {
    const links = ['https://doi.org/10.48550/arXiv.2610.00001'];
    const paper = saved({ title: 'Tea', arxivId: '2610.04711', links });
    expect(paper.doi).toBe('10.48550/arXiv.2610.04711');
  });

  it('dates an old arXiv number like a new one, and says where it is from', () => {
    const [read] = parseBibtex(
      textOf([saved({ title: 'Tea', arxivId: 'cond-mat/9703123' })], 'bibtex'),
    );
    expect(read?.fields).toMatchObject({
      year: '1997',
      month: '3',
      eprint: 'cond-mat/9703123',
      archiveprefix: 'arXiv',
      primaryclass: 'cond-mat',
      doi: '10.48550/arXiv.cond-mat/9703123',
    });
  });

  it('dates a paper by its publication where that is known', () => {
    const paper = saved({ title: 'Tea', arxivId: '2610.04711', published: '2025-02-08' });
    expect(paper).toMatchObject({ year: 2025, month: 2 });
    expect(textOf([paper], 'ris')).toContain('DA  - 2025/02/08/\r\n');
    const [row] = parseCsv(textOf([paper], 'csv'), { bom: true, columns: true }) as object[];
    expect(row).toMatchObject({ year: '2025', published: '2025-02-08' });
    expect(saved({ title: 'Tea', published: '2025' })).toMatchObject({ year: 2025 });
  });

  it('goes along with what was written on it wherever there is a place for it', () => {
    const paper = saved(
      {
        title: 'Tea',
        abstract: 'Hot at 95% & {more}.',
        keywords: ['kettles'],
        organisation: 'Tea Lab',
        doi: '10.1000/tea_1',
      },
      { tags: ['to-present'], note: 'Ask 50% of_them.', state: 'to-read' },
    );
    for (const format of ['bibtex', 'ris', 'csv', 'markdown', 'json'] as const) {
      const text = textOf([paper], format).replaceAll(/\\(?=[%&_{}.\-+])/g, '');
      for (const part of ['Hot at 95% &', 'kettles', 'Tea Lab', '10.1000/tea_1', 'to-present']) {
        expect(text, format).toContain(part);
      }
      expect(text, format).toContain('Ask 50% of_them.');
      expect(text, format).toMatch(/to.read/);
    }
    expect(textOf([paper], 'bibtex')).not.toContain('howpublished');
  });
});

describe('CSV', () => {
  it('runs no formula in a spreadsheet', () => {
    const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'];
    const text = textOf(
      formulas.map((note, at) => saved({ title: `Paper ${at}` }, { note, tags: ['-x'] })),
      'csv',
    );
    expect(text.startsWith('\uFEFF')).toBe(true);
    const rows = parseCsv(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(formulas.length);
    for (const row of rows) {
      for (const cell of Object.values(row)) {
        expect(cell).not.toMatch(/^[=+\-@\t\r＝]/);
      }
    }
    expect(rows[0]).toMatchObject({ title: 'Paper 0', saved: '2026-11-21', note: "'=1+1" });
  });

  it('runs none where the spreadsheet parts cells at semicolons, tabs or lines', () => {
    const notes = ['a;=1+1', 'a\n=1+1', 'a\t@SUM(A1)', 'a; "-1', 'a;\r\n+1'];
    const text = textOf(
      notes.map((note, at) => saved({ title: `Paper;=${at}` }, { note })),
      'csv',
    );
    for (const cell of text.split(/[;\t\r\n]/)) {
      expect(cell.trim()).not.toMatch(/^"?[=+\-@]/);
    }
  });

  it('keeps an arXiv number whole', () => {
    const text = textOf([saved({ title: 'A', arxivId: '2401.12340' })], 'csv');
    const [row] = parseCsv(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(row?.arxiv).toBe('arXiv:2401.12340');
  });
});

describe('every format', () => {
  it('helps where no author, number or abstract is known', () => {
    const bare = saved({
      title: 'Tea (for Two): A Survey',
      tldr: 'Surveys how two people share a pot.',
      keywords: ['kettles'],
      listings: [{ page: 'p', date: '2025-09-24', inferred: false, rank: 1 }],
    });
    for (const format of ['bibtex', 'ris', 'csv', 'markdown', 'json'] as const) {
      const text = textOf([bare], format).replaceAll('\\', '');
      expect(text, format).toContain('https://huggingface.co/papers?q=Tea%20%28for%20Two%29');
      expect(text, format).toContain('Surveys how two people share a pot.');
      expect(text, format).toContain('kettles');
      expect(text, format).toContain('2025-09-24');
    }
    expect(exportPapers([bare], 'bibtex').missing).toContain(
      '1 of 1 has no abstract yet (a summary is in its place)',
    );
  });

  it('invents no author and no year', () => {
    const bare = saved({
      title: 'Bare',
      listings: [{ page: 'p', date: '2025-09-24', inferred: false, rank: 1 }],
    });
    for (const format of ['bibtex', 'ris', 'csv', 'markdown', 'json'] as const) {
      const { missing } = exportPapers([bare, saved({ title: 'B', authors: ['X Y'] })], format);
      // The day of the page is a note.
      const without = textOf([bare], format).replaceAll(/2025-09-24/g, '');
      expect(without).not.toMatch(/2025|author = |year = |^AU|^PY|^DA/m);
      expect(missing).toContain('1 of 2 has no authors yet');
      expect(missing).toContain('2 of 2 have no year of publication yet');
    }
  });

  it('writes what was written on a paper where there is room for it', () => {
    const paper = saved({ title: 'A*b' }, { note: 'see [x](y)\n# not a heading', tags: ['rl'] });
    expect(textOf([paper], 'markdown')).toContain('> see \\[x\\]\\(y\\)');
    expect(textOf([paper], 'markdown')).toContain('> \\# not a heading');
    expect(JSON.parse(textOf([paper], 'json'))).toMatchObject([{ note: paper.note, tags: ['rl'] }]);
  });

  it('takes a link that is no good address', () => {
    const links = ['https://doi.org/10.1234/100%'];
    for (const format of ['bibtex', 'ris', 'csv', 'markdown', 'json'] as const) {
      expect(textOf([saved({ title: 'A', links })], format)).toContain('10.1234/100');
    }
  });

  it('is an empty file for an empty library', () => {
    for (const format of ['bibtex', 'ris'] as const) {
      expect(textOf([], format)).toBe('');
    }
  });
});
