import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePage } from '../../../src/corpus/page/parse-page.ts';
import { needsRealPages, realPages, withoutRealPages } from '../real-pages.ts';
import { inventedPapers, pageWithDate, pageWithoutDate } from './invented-page.ts';

const papersOf = (text: string) =>
  parsePage(text, 'page.txt').entries.map(({ title, abstract }) => ({
    title,
    ...(abstract !== undefined && { abstract }),
  }));

describe.skipIf(withoutRealPages)(`parsePage ${needsRealPages}`, () => {
  it('reads 553 listings of 474 papers, each with its abstract, and the four dates', () => {
    const pages = realPages().map(({ name, text }) => parsePage(text, name));
    expect(pages.map(({ entries }) => entries.length)).toEqual([79, 102, 80, 212, 80]);
    expect(pages.map(({ date }) => date && [date.month, date.day])).toEqual([
      [9, 9],
      [9, 24],
      [8, 7],
      undefined,
      [8, 29],
    ]);
    const entries = pages.flatMap((page) => page.entries);
    expect(new Set(entries.map(({ title }) => title)).size).toBe(474);
    expect(entries.filter(({ abstract }) => abstract === undefined)).toEqual([]);
    expect(pages.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('loses no line below the heading and says where each title stands', () => {
    for (const { name, text } of realPages()) {
      const lines = text.split('\n');
      const { entries } = parsePage(text, name);
      const read = entries.flatMap(({ title, abstract }) => [title, abstract]);
      const start = lines.findIndex((line) => line.endsWith(entries[0]?.title ?? ''));
      const below = lines.slice(start).filter((line) => line !== '');
      expect(read).toEqual([entries[0]?.title, ...below.slice(1)]);
      for (const { title, line } of entries.slice(1)) {
        expect(lines[line - 1]).toBe(title);
      }
    }
  });

  it('frees the first title of the button that was glued to it', () => {
    const undated = realPages().find(({ name }) => name.startsWith('003'));
    const [first] = parsePage(undated?.text ?? '', '003.txt').entries;
    expect(first).toMatchObject({
      title:
        'Optimizing Inventory Routing: A Decision-Focused Learning Approach using Neural Networks',
      line: 3,
    });
  });
});

describe('parsePage', () => {
  it('reads both kinds of page', () => {
    expect(papersOf(pageWithDate(inventedPapers))).toEqual(inventedPapers);
    expect(parsePage(pageWithDate(inventedPapers), 'a.txt').date).toEqual({ month: 9, day: 9 });
    expect(papersOf(pageWithoutDate(inventedPapers))).toEqual(inventedPapers);
    expect(parsePage(pageWithoutDate(inventedPapers), 'b.txt').date).toBeUndefined();
  });

  it.each(inventedPapers.map((paper) => [paper.title, paper] as const))(
    'reads a page that begins with “%s”, glued to the button or not',
    (_, paper) => {
      const papers = [paper, ...inventedPapers.filter((other) => other !== paper)];
      expect(papersOf(pageWithoutDate(papers))).toEqual(papers);
      expect(papersOf(pageWithDate(papers))).toEqual(papers);
    },
  );

  const spoiled: [string, (page: string) => string][] = [
    ['CRLF', (page) => page.replaceAll('\n', '\r\n')],
    ['CR alone', (page) => page.replaceAll('\n', '\r')],
    ['a BOM', (page) => `\uFEFF${page}`],
    [
      'non-breaking spaces in the heading',
      (page) =>
        page.replaceAll(/^(Get|Daily|by|Sep) ?.*$/gm, (line) => line.replaceAll(' ', '\u00A0')),
    ],
    ['non-breaking spaces around each line', (page) => page.replaceAll(/^|$/gm, '\u00A0')],
    ['trailing spaces and tabs', (page) => page.replaceAll('\n', ' \t \n')],
    ['zero-width spaces around each line', (page) => page.replaceAll(/^|$/gm, '\u200B')],
    ['a last newline', (page) => `${page}\n\n\n`],
    ['blank lines above', (page) => `\n\n\n${page}`],
    ['line separators of Unicode', (page) => page.replaceAll('\n', '\u2028')],
  ];
  it.each(spoiled)('reads a page with %s', (_, spoil) => {
    expect(papersOf(spoil(pageWithDate(inventedPapers)))).toEqual(inventedPapers);
    expect(papersOf(spoil(pageWithoutDate(inventedPapers)))).toEqual(inventedPapers);
    expect(parsePage(spoil(pageWithDate(inventedPapers)), 'a.txt').date).toEqual({
      month: 9,
      day: 9,
    });
  });

  const headings: [string, string, boolean][] = [
    [
      'the newer wording alone',
      'Get trending papers in your email inbox once a day!\nSubscribe\n',
      false,
    ],
    [
      'all parts glued',
      'newGet trending papers in your email inbox!SubscribeDaily PapersbyAK and the research communitySep 9',
      true,
    ],
    ['parts glued, title too', 'Get trending papers in your email inbox!Subscribe', false],
    [
      'the date glued to the name',
      'Subscribe\nDaily Papers\nbyAK and the research communitySep 9\n',
      true,
    ],
    [
      'a space in the name',
      'Get trending papers in your email inbox!\nSubscribe\nDaily Papers\nby AK and the research community\nSep 9\n',
      true,
    ],
    ['no button', 'Get trending papers in your email inbox!\nSep 9\n', true],
    [
      'other case and blank lines',
      '\nNEW\n\nGET TRENDING PAPERS IN YOUR EMAIL INBOX!\n\n\nSubscribe\n\nDAILY PAPERS\n\nSEP 9\n\n',
      true,
    ],
    [
      'the menu of the site above',
      'Hugging Face\nModels\nDatasets\nSpaces\nDocs\nPricing\nLog In\nSign Up\nnew\nGet trending papers in your email inbox!\nSubscribe\nDaily Papers\nbyAK and the research community\nSep 9\n',
      true,
    ],
    [
      'a menu below',
      'Get trending papers in your email inbox!\nSubscribe\nDaily Papers\nbyAK and the research community\nDaily\nWeekly\nMonthly\nSep 9\nToday\n',
      true,
    ],
    ['a weekday', 'Subscribe\nDaily Papers\nTue, Sep 9\n', true],
    [
      'its name wrapped',
      'Subscribe\nDaily Papers\nby AK and the research\ncommunity\nSep 9\n',
      true,
    ],
    ['its name wrapped early', 'Daily Papers\nby\nAK and\nthe research community\nSep 9\n', true],
  ];
  it.each(headings)('makes no title of a heading with %s', (_, heading, dated) => {
    const body = inventedPapers.flatMap(({ title, abstract }) => [title, abstract]);
    for (const page of [heading + body.join('\n'), heading + body.join('\n\n')]) {
      const { entries, date } = parsePage(page, 'page.txt');
      expect(entries.map(({ title }) => title)).toEqual(inventedPapers.map(({ title }) => title));
      expect(date).toEqual(dated ? { month: 9, day: 9 } : undefined);
    }
  });

  it('keeps a title that begins with the word of the button', () => {
    const first = {
      title: 'SubscribeNet: Newsletters that Write Back',
      abstract: inventedPapers[0]?.abstract ?? '',
    };
    const second = {
      title: 'Subscribers Prefer Short Letters',
      abstract: inventedPapers[1]?.abstract ?? '',
    };
    expect(papersOf(pageWithDate([first, second]))).toEqual([first, second]);
    expect(papersOf(pageWithoutDate([first, second]))).toEqual([first, second]);
  });

  it('takes a year that the page says', () => {
    const { date } = parsePage(pageWithDate(inventedPapers, 'Sep 9, 2025'), 'page.txt');
    expect(date).toEqual({ month: 9, day: 9, year: 2025 });
  });

  it('does not take a date out of the papers', () => {
    const papers = [
      {
        title: 'May 5: A Day in the Life of an Agent',
        abstract: inventedPapers[0]?.abstract ?? '',
      },
      ...inventedPapers,
    ];
    expect(papersOf(pageWithDate(papers))).toEqual(papers);
  });

  it.each(inventedPapers.map(({ title }, at) => [title, at] as const))(
    'reads “%s” without its abstract and says so with its line',
    (title, without) => {
      const papers = inventedPapers.map(({ title, abstract }, at) =>
        at === without ? { title } : { title, abstract },
      );
      const page = pageWithDate(papers);
      expect(papersOf(page)).toEqual(papers);
      expect(papersOf(pageWithoutDate(papers))).toEqual(papers);
      const line = page.split('\n').indexOf(title) + 1;
      expect(parsePage(page, 'page.txt').warnings).toEqual([
        { file: 'page.txt', line, message: `“${title}” has no abstract.` },
      ]);
    },
  );

  it('reads abstracts that are much shorter than abstracts are', () => {
    const papers = [
      { title: 'Title One', abstract: 'This is the abstract of the first paper.' },
      { title: 'A Second Title: With a Colon', abstract: 'We do it again. It works!' },
      { title: 'Paper Three', abstract: 'A short abstract without a full stop' },
    ];
    expect(papersOf(pageWithDate(papers))).toEqual(papers);
    expect(papersOf(pageWithoutDate(papers))).toEqual(papers);
  });

  it('reads titles that all have no abstract', () => {
    const titles = inventedPapers.map(({ title }) => ({ title }));
    expect(papersOf(pageWithDate(titles))).toEqual(titles);
    expect(papersOf(pageWithoutDate(titles))).toEqual(titles);
  });

  it('lists a paper once, at its first place, and says so', () => {
    const [first, second] = inventedPapers;
    if (!first || !second) {
      throw new Error('There are invented papers.');
    }
    const { entries, warnings } = parsePage(
      pageWithDate([first, second, { ...first, title: first.title.toUpperCase() }]),
      'page.txt',
    );
    expect(entries.map(({ title }) => title)).toEqual([first.title, second.title]);
    expect(warnings).toEqual([
      { file: 'page.txt', line: 21, message: expect.stringContaining('twice') },
    ]);
  });

  it('passes over a second heading and says where it stands', () => {
    const two = `${pageWithDate(inventedPapers.slice(0, 3))}\n\n${pageWithoutDate(inventedPapers.slice(3)).replace('Subscribe', 'Subscribe\n')}`;
    const { entries, warnings } = parsePage(two, 'page.txt');
    expect(entries.map(({ title }) => title)).toEqual(inventedPapers.map(({ title }) => title));
    expect(warnings.map(({ line }) => line)).toEqual([25, 26, 27]);
  });

  it('reads papers that were pasted without a heading', () => {
    const { entries, warnings } = parsePage(
      inventedPapers.map(({ title, abstract }) => `${title}\n\n${abstract}`).join('\n\n'),
      'page.txt',
    );
    expect(entries).toHaveLength(inventedPapers.length);
    expect(warnings).toHaveLength(1);
  });

  const unrelated: [string, string][] = [
    ['an empty file', ''],
    ['blank lines', '\n \n\u00A0\n\uFEFF'],
    ['a shopping list', 'Milk\nBread\nA newspaper\n'],
    ['one word', 'hello'],
    ['JSON', JSON.stringify({ name: 'offprint', scripts: { test: 'vitest' } }, null, 2)],
    ['code', 'export function f(a: number) {\n  return a + 1;\n}\n\nconst x = f(2);\n'.repeat(20)],
    [
      'a letter',
      'Dear all,\n\nthe meeting of the group is moved to Friday. Please bring your notes.\n\nKind regards',
    ],
    ['a log', '2025-09-09T10:00:00Z INFO started\n2025-09-09T10:00:01Z INFO ready\n'.repeat(50)],
    [
      'a heading and nothing below',
      'Get trending papers in your email inbox!\nSubscribe\nDaily Papers\nSep 9\n',
    ],
  ];
  it.each(unrelated)('refuses %s with a sentence that says what was expected', (_, text) => {
    const page = parsePage(text, 'page.txt');
    expect(page.entries).toEqual([]);
    expect(page.refused).toContain('Hugging Face Papers page');
    expect(page.warnings).toEqual([{ file: 'page.txt', message: page.refused }]);
  });

  it('never throws, whatever the text, and lists no title twice', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 300, unit: 'binary' }),
      fc.constantFrom('\n', '\r\n', '\n\n', 'Subscribe', 'Sep 9', 'Daily Papers', '<p>', 'Feb 30'),
      fc.constantFrom(...inventedPapers.flatMap(({ title, abstract }) => [title, abstract])),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const page = parsePage(pieces.join('\n'), 'page.txt');
        const titles = page.entries.map(({ title }) => title);
        expect(new Set(titles).size).toBe(titles.length);
        expect(page.refused === undefined).toBe(titles.length > 0);
      }),
      { seed: 20250909 },
    );
  });
});

describe('parsePage on a page with something odd', () => {
  const [first, second, third] = inventedPapers;
  const around = (odd: string) =>
    pageWithDate(inventedPapers).replace(`${second?.title}\n`, `${odd}\n\n${second?.title}\n`);

  it('refuses a page of which most is no paper, and says what was seen', () => {
    const numbers = Array.from({ length: 30 }, (_, at) => `${at}.${at}!\n\n${first?.abstract}`);
    const page = parsePage(`${pageWithDate([])}\n\n${numbers.join('\n\n')}`, 'page.txt');
    expect(page.entries).toEqual([]);
    expect(page.refused).toMatch(/30 of the 30 titles .* “0\.0!”.*nothing was imported/);
  });

  it('skips what cannot be a title, and says so with its line', () => {
    const page = parsePage(around(`12 : 7\n\n${third?.abstract}`), 'page.txt');
    expect(page.entries.map(({ title }) => title)).toEqual(
      inventedPapers.map(({ title }) => title),
    );
    expect(page.warnings).toMatchObject([{ line: 17, message: expect.stringContaining('12 : 7') }]);
  });

  it('says where an abstract is so long that it may hold other papers', () => {
    const long = Array.from({ length: 12 }, () => third?.abstract).join(' ');
    const papers = [...inventedPapers, { title: 'A Long Story about Kettles', abstract: long }];
    const page = parsePage(pageWithDate(papers), 'page.txt');
    expect(page.entries).toHaveLength(papers.length);
    expect(page.warnings).toMatchObject([
      { message: expect.stringMatching(/A Long Story about Kettles.*may hold other papers/) },
    ]);
  });

  it('reads the last day of a week as its date, and takes no month for a title', () => {
    for (const heading of ['Sep 29 - Oct 5', 'Sep 29 – Oct 5', 'October 2026\n\nOct 5']) {
      const page = parsePage(pageWithDate(inventedPapers, heading), 'page.txt');
      expect(page.date).toEqual({ month: 10, day: 5 });
      expect(page.entries).toHaveLength(inventedPapers.length);
    }
  });

  it.each([
    'mug-Bench: Cups under Stress',
    'tea.cpp: Steeping at the Edge',
    'kettle2kettle: Boiling in Pairs',
    'whistle-tune: Learning to Stop',
    'xWhistle',
    'gpt-tea-2 Technical Report',
    'pi_tea: A Constant of Nature',
  ])('reads a title that begins with the small-letter name of “%s”', (title) => {
    const papers = [first, { title, abstract: second?.abstract ?? '' }, third].flatMap(
      (paper) => paper ?? [],
    );
    expect(papersOf(pageWithDate(papers))).toEqual(papers);
    expect(papersOf(pageWithoutDate(papers))).toEqual(papers);
  });
});

describe('parsePage on HTML', () => {
  const article = ({ title, abstract }: { title: string; abstract: string }) =>
    `<article><a href="/papers/1"><img src="x.png"></a><div><h3><a href="/papers/1">${title}</a></h3><p>${abstract.replaceAll('. ', '.\n        ')}</p><div><a>Upvote</a><div>12</div></div></div></article>`;
  const html = `<!DOCTYPE html>
<html><head><title>Daily Papers - Hugging Face</title><style>a { color: red }</style><script>var p = "<p>no</p>";</script></head>
<body><header><nav><a>Hugging Face</a><ul><li>Models</li><li>Datasets</li></ul></nav></header>
<main><div><span>new</span><p>Get trending papers in your email inbox!</p><form><button>Subscribe</button></form></div>
<h1>Daily Papers</h1><h2>by<a>AK</a> and the research community</h2><div><time>Sep 9</time></div>
<section>${inventedPapers.map(article).join('\n')}</section></main><footer><a>TOS</a><a>Privacy</a></footer></body></html>`;

  it('reads the same papers as from text, without line numbers that nobody sees', () => {
    const page = parsePage(html, 'page.html');
    expect(page.entries.map(({ title, abstract }) => ({ title, abstract }))).toEqual(
      inventedPapers,
    );
    expect(page.date).toEqual({ month: 9, day: 9 });
  });

  it('decodes entities and keeps words apart that only tags part', () => {
    const page = parsePage(
      html.replace('Kettle: Warm Starts', 'Kettle &amp; Pot:<br>Warm Starts'),
      'page.html',
    );
    expect(page.entries[0]?.title).toBe('Kettle & Pot: Warm Starts for Cold Planners');
  });

  it('is not taken for HTML because abstracts speak of tags and comparisons', () => {
    const papers = inventedPapers.map(({ title, abstract }) => ({
      title,
      abstract: `${abstract} It holds for a<b>c, <think> and <1B models (2<p<5).`,
    }));
    expect(papersOf(pageWithDate(papers))).toEqual(papers);
  });

  it.each([
    ['a web archive', 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\nhello'],
    ['HTML too deep to be a page', `<html>${'<div>'.repeat(100_000)}`],
    ['HTML without a paper', '<html><body><p>Nothing here.</p></body></html>'],
  ])('refuses %s and says how to save as text', (_, text) => {
    expect(parsePage(text, 'page.html').refused).toMatch(/save it as \.txt/);
  });
});
