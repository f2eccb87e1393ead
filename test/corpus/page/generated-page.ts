import type { InventedPaper } from './invented-page.ts';

/** Whole numbers below `below`, from a seed. */
export type Random = (below: number) => number;

/** A seeded generator (numerical recipes' constants), so that a failure can be looked at again. */
export function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Shown extends InventedPaper {
  readonly number: string;
  readonly votes: string;
  readonly submitter: string;
  readonly organisation: string | undefined;
  readonly authors: string;
  readonly date: string;
  readonly comments: string | undefined;
  readonly repository: string | undefined;
  readonly stars: string;
}

/** A page as the site serves it, and the papers that are on it. */
export interface GeneratedPage {
  readonly content: string;
  readonly name: string;
  readonly papers: readonly (InventedPaper & { readonly number?: string })[];
}

const organisations = [
  'Example University',
  'Kettle AI',
  'Lamp Research, Inc.',
  'Institute for the Study of Small Rain',
  'MIT-Choir Lab',
  'walkers-anonymous',
  '3D Garden',
  'École des Lanternes',
];
const submitters = [
  'reader0',
  'Jane Doe',
  'kettle-fan',
  'Maria del Río',
  'x_1',
  'taesiri2',
  'Li Na',
];
const dates = ['May 29', 'Feb 27, 2025', 'Sep 9', 'Oct 1', 'Dec 31, 2024', 'Aug 30'];
const votes = ['101', '-', '1.2k', '7', '3', '45', '2,310'];

function show(paper: InventedPaper, random: Random): Shown {
  const pick = (from: readonly string[]) => from[random(from.length)] ?? '';
  const isNamed = random(3) > 0;
  return {
    ...paper,
    number: `26${10 + random(3)}.${String(10_000 + random(80_000))}`,
    votes: pick(votes),
    submitter: pick(submitters),
    organisation: isNamed ? pick(organisations) : undefined,
    authors: `${1 + random(40)} author`,
    date: pick(dates),
    comments: random(2) === 0 ? String(1 + random(30)) : undefined,
    repository:
      random(2) === 0 ? `https://github.com/example-lab/project-${random(99)}` : undefined,
    stars: pick(['1.1k', '310', '12']),
  };
}

const who = ({ organisation, authors }: Shown) =>
  organisation ?? `${authors}${authors.startsWith('1 ') ? '' : 's'}`;

const menu =
  'Hugging Face\nModels\nDatasets\nSpaces\nBuckets new\nDocs\nEnterprise\nPricing\nLog In\nSign Up\n';
const heading = (title: string) =>
  `new\n\nGet trending papers in your email inbox once a day!\n\nGet trending papers in your email inbox!\n\nSubscribe\n${title}\nbyAK and the research community\n\nDaily\nWeekly\nMonthly\nTrending Papers\n`;
const foot =
  '\nPrevious\n1\n2\n3\n...\n12\nNext\n\nSystem theme\n\nCompany\nTOS\nPrivacy\nAbout\nCareers\n\nWebsite\nModels\nDatasets\nSpaces\nPricing\nDocs\n';

type Shape = (papers: readonly Shown[], random: Random) => string;

const textPage =
  (title: string, day: string, item: (paper: Shown) => string): Shape =>
  (papers, random) => {
    const text = [
      random(2) === 0 ? menu : '',
      heading(title),
      day,
      papers.map(item).join('\n'),
      random(2) === 0 ? foot : '',
    ].join('');
    return random(4) === 0 ? text.replaceAll('\n', '\r\n') : text;
  };

const searchItem = (paper: Shown) =>
  `${paper.votes}\n${paper.title}\n\n${paper.abstract}\n\n${who(paper)}\n·\n${paper.date}\n${paper.comments ?? ''}\n`;
const denseItem = (paper: Shown) =>
  `${paper.votes}\n${paper.title}\n${paper.abstract}\n${who(paper)} · ${paper.date}${paper.comments ? ` ${paper.comments}` : ''}\n`;
const dayItem = (paper: Shown) =>
  `\nSubmitted by\n${paper.submitter}\n${paper.votes}\n${paper.title}\n${who(paper)}\n·\n${paper.date}\n${paper.comments ?? ''}\n`;
const trendingItem = (paper: Shown) => {
  const copy = `Submitted by\n${paper.submitter}\n\n${paper.title}\n\n${paper.abstract}\n\n${who(paper)}\n· Published on ${paper.date}\n\nUpvote\n${paper.votes}\n${paper.repository ? `GitHub ${paper.stars}\n` : ''}arXiv Page\n`;
  return `${copy}\n${copy}`;
};

const site = 'https://huggingface.co';
const markdownHead = (title: string) =>
  `new\n\nGet trending papers in your email inbox once a day!\n\nGet trending papers in your email inbox!\n\n[Subscribe](${site}/login?next=%2Fpapers)\n\n# ${title}\n\n## by [![](${site}/front/by.png)AK](${site}/akhaliq) and the research community\n\n- Daily\n- Weekly\n- Monthly\n\n[Trending Papers](${site}/papers/trending)\n\n`;
const markdownItem = (paper: Shown) => {
  const address = `${site}/papers/${paper.number}`;
  const text = paper.abstract === undefined ? '' : `[${paper.abstract}](${address})\n\n`;
  const name = paper.organisation
    ? `[![org](https://cdn.invalid/1.png)${paper.organisation}](${site}/org1)`
    : `[- ${who(paper)}](${address})`;
  const comments = paper.comments ? `[${paper.comments}](${address}#community)` : '';
  return `[${paper.votes}](${site}/login?next=%2Fpapers%2F${paper.number})\n\n### [${paper.title}](${address})\n\n${text}${name}\n\n·\n\n${paper.date}${comments}\n\n`;
};
const bareMarkdownItem = (paper: Shown) => {
  const link = paper.repository ? `[LINK: GitHub ${paper.stars}](${paper.repository})\n` : '';
  return `### ${paper.title}\n\n${paper.abstract}\n- ${who(paper)}\n${link}\n`.repeat(2);
};

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const htmlHead = (title: string) =>
  `<!doctype html><html><head><title>${title} - Hugging Face</title></head><body><header><nav><a href="/models">Models</a></nav></header><main><section><div>new</div><p>Get trending papers in your email inbox once a day!</p><p>Get trending papers in your email inbox!</p><a href="/login">Subscribe</a><h1>${title}</h1><h2>by<a href="/akhaliq">AK</a> and the research community</h2><ul><li>Daily</li><li>Weekly</li><li>Monthly</li></ul><a href="/papers/trending">Trending Papers</a>`;
const htmlItem = (paper: Shown) => {
  const path = `/papers/${paper.number}`;
  const text = paper.abstract === undefined ? '' : `<p>${escaped(paper.abstract)}</p>`;
  const submitter =
    paper.abstract === undefined
      ? `<div>Submitted by <a href="/${paper.submitter.replaceAll(' ', '')}"><img src="a.png"><span>${paper.submitter}</span></a></div>`
      : '';
  const comments = paper.comments ? `<a href="${path}#community">${paper.comments}</a>` : '';
  const code = paper.repository
    ? `<a href="${paper.repository}"><span>GitHub</span><span>${paper.stars}</span></a>`
    : '';
  return `<article>${submitter}<a href="/login"><div>${paper.votes}</div></a><h3><a href="${path}">${escaped(paper.title)}</a></h3>${text}<a href="${paper.organisation ? '/org1' : path}"><ul><li>${who(paper)}</li></ul></a><span>·</span><time>${paper.date}</time>${comments}${code}</article>`;
};
const htmlPage =
  (title: string, day: string): Shape =>
  (papers) =>
    `${htmlHead(title)}${day}</section>\n${papers.map(htmlItem).join('\n')}</main><footer><a href="/tos">TOS</a></footer></body></html>`;

/** How a page reaches us; the shapes without abstracts are lists of one day. */
export const shapes: Readonly<
  Record<string, { make: Shape; abstracts: boolean; linked: boolean; name: string }>
> = {
  'search page as text': {
    make: textPage('Daily Papers', 'Oct 2\n\n', searchItem),
    abstracts: true,
    linked: false,
    name: 'page.txt',
  },
  'search page as text without blank lines': {
    make: textPage('Daily Papers', 'Oct 2\n', denseItem),
    abstracts: true,
    linked: false,
    name: 'page.txt',
  },
  'day page as text': {
    make: textPage('Daily Papers', 'Oct 2\n', dayItem),
    abstracts: false,
    linked: false,
    name: 'page.txt',
  },
  'trending page as text': {
    make: textPage('Trending Papers', '\n', trendingItem),
    abstracts: true,
    linked: false,
    name: 'page.txt',
  },
  'search page as markdown': {
    make: (papers) =>
      `${markdownHead('Daily Papers')}Oct 2\n\n${papers.map(markdownItem).join('')}`,
    abstracts: true,
    linked: true,
    name: 'page.md',
  },
  'day page as markdown': {
    make: (papers) =>
      `${markdownHead('Daily Papers')}Oct 2\n\n${papers.map(markdownItem).join('')}`,
    abstracts: false,
    linked: true,
    name: 'page.md',
  },
  'trending page as markdown': {
    make: (papers) =>
      `Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\n\n## Trending Papers\n\n## by AK and the research community\n\n${papers.map(bareMarkdownItem).join('')}`,
    abstracts: true,
    linked: false,
    name: 'page.md',
  },
  'search page as HTML': {
    make: htmlPage('Daily Papers', '<time datetime="2026-10-02">Oct 2</time>'),
    abstracts: true,
    linked: true,
    name: 'page.html',
  },
  'day page as HTML': {
    make: htmlPage('Daily Papers', '<time>Oct 2</time>'),
    abstracts: false,
    linked: true,
    name: 'page.html',
  },
  'page as it was in 2025': {
    make: (papers) =>
      `new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\nOct 2\n\n${papers.map(({ title, abstract }) => `${title}\n\n${abstract}`).join('\n\n')}`,
    abstracts: true,
    linked: false,
    name: 'page.txt',
  },
};

/** A page of some of these papers in one of the shapes; the same seed gives the same page. */
export function generatePage(
  shape: keyof typeof shapes,
  from: readonly InventedPaper[],
  seed: number,
): GeneratedPage {
  const { make, abstracts, linked, name } = shapes[shape] ?? {
    make: () => '',
    abstracts: false,
    linked: false,
    name: '',
  };
  const random = seeded(seed);
  const start = random(from.length);
  const size = 4 + random(26);
  const papers = [...from.slice(start), ...from]
    .slice(0, size)
    .map(({ title, abstract }) =>
      show({ title, ...(abstracts && abstract !== undefined && { abstract }) }, random),
    );
  return {
    content: make(papers, random),
    name,
    papers: papers.map(({ title, abstract, number }) => ({
      title,
      ...(abstract !== undefined && { abstract }),
      ...(linked && { number }),
    })),
  };
}
