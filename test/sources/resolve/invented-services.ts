import { createRandom } from '../../../src/search/random.ts';
import type { AskedFor, StandInAnswer } from '../stand-in-hosts.ts';

/** A paper as a service has it. */
export interface ServicePaper {
  readonly number: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  /** Nobody brought it to Hugging Face. */
  readonly isOnArxivOnly?: boolean;
}

const nouns =
  'kettle harbour orchard ladder lantern meadow pigeon ferry chimney basket violin bridge cellar parrot willow anchor quarry teapot glacier saddle'.split(
    ' ',
  );
const verbs = 'measures carries forgets paints counts follows repairs hides weighs borrows'.split(
  ' ',
);
const ways = 'slowly twice at dusk without noise by hand for a week in turns upside down'.split(
  ' ',
);

/** An abstract that nobody wrote: another one for each seed. */
export function inventedAbstract(seed: number): string {
  const random = createRandom(seed);
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const sentences = Array.from(
    { length: 12 },
    () => `Every ${pick(nouns)} ${pick(verbs)} the ${pick(nouns)} ${pick(ways)} and ${pick(ways)}.`,
  );
  return sentences.join(' ');
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Hugging Face's search: the twenty papers that share most words; some rows nested, some flat. */
export function huggingFaceSearch(papers: readonly ServicePaper[]) {
  return ({ url }: AskedFor): StandInAnswer => {
    if (url.pathname !== '/api/papers/search') {
      return { status: 404, body: '{"error":"Not found"}' };
    }
    const asked = new Set(wordsOf(url.searchParams.get('q') ?? ''));
    const found = papers
      .filter(({ isOnArxivOnly }) => isOnArxivOnly !== true)
      .map((paper) => ({
        paper,
        shared: new Set(wordsOf(paper.title).filter((word) => asked.has(word))).size,
      }))
      .filter(({ shared }) => shared > 0)
      .toSorted((a, b) => b.shared - a.shared)
      .slice(0, 20);
    return JSON.stringify(found.map(({ paper }, at) => rowOf(paper, at % 2 === 0)));
  };
}

function rowOf({ number, title, abstract, authors }: ServicePaper, isNested: boolean) {
  const paper = {
    id: number,
    title,
    summary: abstract.replaceAll('. ', '.\n'),
    authors: authors.map((name) => ({ name, hidden: false })),
    publishedAt: '2024-03-05T00:00:00.000Z',
    upvotes: 3,
    ai_summary: 'Things are counted in turns.',
    ai_keywords: ['counting'],
  };
  return isNested ? { paper, title, summary: paper.summary, numComments: 0 } : paper;
}

/** arXiv's query API: every title that holds the phrase, in arXiv's order. */
export function arxivQuery(papers: readonly ServicePaper[]) {
  return ({ url }: AskedFor): StandInAnswer => {
    const query = url.searchParams.get('search_query') ?? '';
    const phrase = /^ti:"([^"]+)"$/u.exec(query)?.[1];
    if (phrase === undefined) {
      return { status: 400 };
    }
    const asked = ` ${wordsOf(phrase).join(' ')} `;
    const found = papers
      .filter(({ title }) => ` ${wordsOf(title).join(' ')} `.includes(asked))
      .slice(0, Number(url.searchParams.get('max_results')));
    return feedOf(found);
  };
}

function feedOf(papers: readonly ServicePaper[]): string {
  const entries = papers.map(
    ({ number, title, abstract, authors }) => `<entry>
  <id>http://arxiv.org/abs/${number}v2</id>
  <title>${escapeXml(title).replace(/ (?=\S+$)/u, '\n  ')}</title>
  <summary>  ${escapeXml(abstract)}\n</summary>
  <published>2024-03-05T09:12:00Z</published>
  <updated>2024-04-01T10:00:00Z</updated>
  ${authors.map((name) => `<author><name>${escapeXml(name)}</name></author>`).join('')}
</entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>${entries.join('')}</feed>`;
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
