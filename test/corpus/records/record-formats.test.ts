import { describe, expect, it } from 'vitest';
import { type ParsedRecords, parseRecords } from '../../../src/corpus/records/parse-records.ts';

const json = (value: unknown) => parseRecords(JSON.stringify(value), 'a.json');
const papers = ({ pages, unlisted }: ParsedRecords) => [
  ...pages.flatMap(({ entries }) => entries),
  ...unlisted,
];
const messages = ({ warnings }: ParsedRecords) => warnings.map(({ message }) => message);

const daily = {
  paper: {
    id: '2611.00042',
    title: 'Ladders That Lean Themselves',
    summary: 'Ladders lean. Code: https://github.com/example-lab/ladder.',
    authors: [
      { _id: '1', name: 'Ida Muster', hidden: false },
      { _id: '2', name: 'Nobody Seen', hidden: true },
      { _id: '3', name: 'Tom Probe' },
    ],
    publishedAt: '2026-11-03T00:00:00.000Z',
    submittedOnDailyAt: '2026-11-05T00:00:00.000Z',
    ai_summary: 'Ladders that find their own angle.',
    ai_keywords: ['ladders', 'angles'],
    githubRepo: 'https://github.com/example-lab/lean',
    projectPage: 'https://ladders.example.org',
    organization: { _id: '9', name: 'ladder-lab', fullname: 'Ladder Lab' },
    upvotes: 14,
  },
  title: 'Ladders That Lean Themselves',
  publishedAt: '2026-11-02T18:00:00.000Z',
  numComments: 3,
};

const dailyRecord = {
  title: 'Ladders That Lean Themselves',
  abstract: 'Ladders lean. Code: https://github.com/example-lab/ladder.',
  authors: ['Ida Muster', 'Tom Probe'],
  arxivId: '2611.00042',
  recordId: '2611.00042',
  tldr: 'Ladders that find their own angle.',
  keywords: ['ladders', 'angles'],
  published: '2026-11-03',
  organisation: 'Ladder Lab',
  links: [
    'https://github.com/example-lab/lean',
    'https://ladders.example.org',
    'https://github.com/example-lab/ladder',
  ],
};

describe('records of Hugging Face', () => {
  it.each([
    ['an array', JSON.stringify([daily])],
    ['an indented array', JSON.stringify([daily], null, 2)],
    ['rows', `${JSON.stringify(daily)}\n${JSON.stringify({ ...daily, paper: { title: 'B' } })}`],
    ['one object', JSON.stringify(daily, null, 2)],
    ['an answer that holds them', JSON.stringify({ papers: [daily, daily], total: 2 })],
    ['one paper without its shell', JSON.stringify(daily.paper)],
  ])('are read whole from %s', (_, content) => {
    expect(papers(parseRecords(content, 'a.json'))[0]).toEqual(dailyRecord);
  });

  it('are on the page of the day of their list, in its order', () => {
    const other = { paper: { ...daily.paper, id: '2611.00043', title: 'Stools' } };
    const { pages } = json([daily, other]);
    expect(pages).toMatchObject([
      {
        date: '2026-11-05',
        dateIs: 'stated',
        entries: [{ title: daily.title }, { title: 'Stools' }],
      },
    ]);
  });

  it('tell once what of them is not kept, with counts', () => {
    const second = { ...daily, paper: { ...daily.paper, id: '2611.00043', title: 'Stools' } };
    expect(messages(json([daily, second]))).toEqual([
      expect.stringMatching(/have them: .*upvotes \(2\).*numComments \(2\)/),
    ]);
  });
});

describe('records of other services', () => {
  it('are read from a line of an arXiv metadata dump', () => {
    const [record] = papers(
      json({
        id: 'hep-ph/0412345',
        submitter: 'Ida Muster',
        authors: "J. M\\'orales, Q. Probe and the Ladder Collaboration",
        authors_parsed: [
          ['Morales', 'J.', ''],
          ['Probe', 'Q.', 'Jr.'],
        ],
        title: 'Ladders in\n  Strong Fields',
        abstract: '  We lean.\n',
        versions: [
          { version: 'v1', created: 'Mon, 2 Apr 2007 19:18:42 GMT' },
          { version: 'v3', created: 'Tue, 24 Jul 2007 20:10:27 GMT' },
        ],
        doi: '10.1000/ladder.1',
      }),
    );
    expect(record).toMatchObject({
      arxivId: 'hep-ph/0412345',
      version: 3,
      authors: ['J. Morales', 'Q. Probe Jr.'],
      published: '2007-04-02',
      doi: '10.1000/ladder.1',
      abstract: 'We lean.',
    });
  });

  it('are read from an object of Semantic Scholar', () => {
    const [record] = papers(
      json({
        paperId: 'abc123',
        externalIds: { ArXiv: '2611.00042', DOI: '10.1000/ladder', CorpusId: 17 },
        title: 'Ladders',
        abstract: 'We lean.',
        tldr: { model: 'tldr@v2', text: 'Leaning, in short.' },
        authors: [{ authorId: '1', name: 'Ida Muster' }],
        publicationDate: '2026-11-03',
        openAccessPdf: { url: 'https://arxiv.org/pdf/2611.00042' },
      }),
    );
    expect(record).toMatchObject({
      arxivId: '2611.00042',
      doi: '10.1000/ladder',
      tldr: 'Leaning, in short.',
      authors: ['Ida Muster'],
      published: '2026-11-03',
    });
  });

  it('are read from an object of OpenAlex, whose abstract is put together', () => {
    const [record] = papers(
      json({
        results: [
          {
            id: 'https://openalex.org/W17',
            doi: 'https://doi.org/10.48550/arXiv.2611.00042',
            display_name: 'Ladders',
            publication_year: 2026,
            abstract_inverted_index: { lean: [1, 3], We: [0], and: [2] },
            authorships: [{ author: { display_name: 'Ida Muster' }, institutions: [] }],
            keywords: [{ display_name: 'Leaning' }],
          },
        ],
      }),
    );
    expect(record).toMatchObject({
      title: 'Ladders',
      abstract: 'We lean and lean',
      arxivId: '2611.00042',
      authors: ['Ida Muster'],
      keywords: ['Leaning'],
      published: '2026',
    });
    expect(record).not.toHaveProperty('doi');
  });

  it.each([
    ['https://arxiv.org/abs/2611.00042', '2611.00042'],
    ['http://arxiv.org/pdf/2611.00042v4.pdf', '2611.00042'],
    ['arxiv.org/abs/math.AG/0309136', 'math/0309136'],
    ['arXiv:2611.00042v1', '2611.00042'],
  ])('give their number as %s', (id, arxivId) => {
    expect(papers(json([{ id, title: 'Ladders' }]))).toMatchObject([{ arxivId }]);
  });

  it('name the record that is none, and keep the others', () => {
    const parsed = json([{ title: 'Ladders' }, 'nothing', { title: 7 }]);
    expect(papers(parsed)).toHaveLength(1);
    expect(messages(parsed)).toEqual([
      expect.stringContaining('Record 2'),
      expect.stringContaining('Record 3'),
    ]);
  });

  it('tell values in a form that is not understood', () => {
    const parsed = json([{ title: 'Ladders', keywords: 7, authors: { a: 1 } }]);
    expect(papers(parsed)).toEqual([{ title: 'Ladders' }]);
    expect(messages(parsed)).toEqual([expect.stringMatching(/keywords \(1\), authors \(1\)/)]);
  });
});

describe('a BibTeX file', () => {
  const bibtex = `% from a reference manager
@string{lj = {Ladder Journal}}
@comment{jabref-meta: databaseType:bibtex;}
@article{muster2024,
  title = {Leaning {LADDERS} \\& Stools},
  author = {Muster, Ida and van der Probe, Tom and {The Ladder Team}},
  journal = lj, year = {2024}, doi = {10.1000/ladder_1},
  abstract = {We lean 50\\% of them.},
  keywords = {ladders, stools},
  url = {https://ladders.example.org/a_b}
}
@misc{broken, title = {Never Closed, author = {A}

@misc{scholar, title={From Scholar}, author={M{\\"u}ller, J.}, journal={arXiv preprint arXiv:2611.00042}, year={2026}}
@online{eprint, title = {By Eprint}, eprint = {hep-th/9901001v2}, eprinttype = {arxiv}, date = {1999-01-04}}
@article{dblp, title = {From DBLP}, journal = {CoRR}, volume = {abs/2611.00043}, year = {2026}}
`;
  const parsed = parseRecords(bibtex, 'library.bib', 'bibtex');
  const byTitle = new Map(papers(parsed).map((record) => [record.title, record]));

  it('gives titles, authors, numbers, keywords and links in plain text', () => {
    expect(byTitle.get('Leaning LADDERS & Stools')).toEqual({
      title: 'Leaning LADDERS & Stools',
      abstract: 'We lean 50% of them.',
      authors: ['Ida Muster', 'Tom van der Probe', 'The Ladder Team'],
      doi: '10.1000/ladder_1',
      keywords: ['ladders', 'stools'],
      links: ['https://ladders.example.org/a_b'],
      published: '2024',
      recordId: 'muster2024',
    });
    expect(byTitle.get('From Scholar')).toMatchObject({
      arxivId: '2611.00042',
      authors: ['J. Müller'],
    });
    expect(byTitle.get('By Eprint')).toMatchObject({ arxivId: 'hep-th/9901001', version: 2 });
    expect(byTitle.get('From DBLP')).toMatchObject({ arxivId: '2611.00043' });
  });

  it('skips an entry that is endless, and reads the one behind it', () => {
    const endless = `@article{a, title = {Endless}, abstract = {${'{a} '.repeat(40_000)}}}\n`;
    const { unlisted, warnings } = parseRecords(
      `${endless}@article{b, title = {Kettles That Count}}\n`,
      'library.bib',
      'bibtex',
    );
    expect(unlisted.map(({ title }) => title)).toEqual(['Kettles That Count']);
    expect(warnings).toMatchObject([{ line: 1 }]);
  });

  it('loses a broken entry alone, and says where it is', () => {
    expect(byTitle.size).toBe(4);
    expect(parsed.warnings[0]).toMatchObject({
      line: 12,
      message: expect.stringContaining('BibTeX'),
    });
  });

  it('is refused with a sentence where it has no entry', () => {
    expect(parseRecords('nothing here', 'a.bib', 'bibtex').refused).toContain('@article');
  });
});

describe('an RIS file', () => {
  it('gives titles, authors, numbers and abstracts', () => {
    const ris = [
      ['TY  - JOUR', 'TI  - Ladders Twice', 'AU  - Muster, Ida', 'AU  - Probe, Tom'],
      ['PY  - 2024/03/05', 'DO  - 10.1000/ladder.2', 'AB  - We lean twice.', 'KW  - ladders'],
      ['UR  - https://arxiv.org/abs/2403.00001v2', 'ER  - ', ''],
      ['TY  - CONF', 'T1  - Stools', 'A1  - Foo, B.', 'ER  - '],
    ];
    const parsed = parseRecords(ris.flat().join('\r\n'), 'library.ris', 'ris');
    expect(papers(parsed)).toEqual([
      {
        title: 'Ladders Twice',
        abstract: 'We lean twice.',
        authors: ['Ida Muster', 'Tom Probe'],
        arxivId: '2403.00001',
        version: 2,
        doi: '10.1000/ladder.2',
        keywords: ['ladders'],
        published: '2024-03-05',
      },
      { title: 'Stools', authors: ['B. Foo'] },
    ]);
  });
});

describe('records of reference managers and reviewers', () => {
  it.each([
    [
      'Zotero',
      [
        {
          key: 'AB',
          data: {
            title: 'Ladders',
            creators: [{ creatorType: 'author', firstName: 'Ida', lastName: 'Muster' }],
            abstractNote: 'We lean.',
            url: 'https://arxiv.org/abs/2611.00042',
            tags: [{ tag: 'leaning' }],
            date: '2026-11-03',
          },
        },
      ],
    ],
    [
      'CSL',
      [
        {
          title: 'Ladders',
          author: [{ family: 'Muster', given: 'Ida' }],
          abstract: 'We lean.',
          URL: 'https://arxiv.org/abs/2611.00042v1',
          keyword: 'leaning',
          issued: { 'date-parts': [[2026, 11, 3]] },
        },
      ],
    ],
    [
      'Crossref',
      {
        status: 'ok',
        message: {
          items: [
            {
              title: ['Ladders'],
              author: [{ given: 'Ida', family: 'Muster' }],
              abstract: '<jats:p>We <jats:italic>lean</jats:italic>.</jats:p>',
              DOI: '10.48550/arXiv.2611.00042',
              keywords: ['leaning'],
              published: { 'date-parts': [[2026, 11, 3]] },
            },
          ],
        },
      },
    ],
    [
      'OpenReview',
      {
        notes: [
          {
            id: 'https://arxiv.org/abs/2611.00042',
            content: {
              title: { value: 'Ladders' },
              abstract: { value: 'We lean.' },
              authors: { value: ['Ida Muster'] },
              keywords: { value: ['leaning'] },
            },
            date: '2026-11-03',
          },
        ],
      },
    ],
  ])('are read from %s', (_, value) => {
    expect(papers(json(value))).toMatchObject([
      {
        title: 'Ladders',
        abstract: 'We lean.',
        authors: ['Ida Muster'],
        keywords: ['leaning'],
        arxivId: '2611.00042',
        published: '2026-11-03',
      },
    ]);
  });
});
