import type { ServerResponse } from 'node:http';
import { addDays } from '../../../src/corpus/days.ts';
import type { Day } from '../../../src/corpus/paper.ts';
import { announcementDay } from '../../../src/sources/arxiv/announcement-day.ts';

/** A paper that both services know, invented from its number. */
export interface ServedPaper {
  readonly number: string;
  readonly title: string;
  readonly day: Day;
  readonly place: number;
}

/** Papers a weekday on Hugging Face's list, and that arXiv announces. */
export const perDay = { huggingFace: 12, arxiv: 40 } as const;

const subjects = ['Kettles', 'Ladders', 'Sundials', 'Umbrellas', 'Choirs', 'Lanterns', 'Gauges'];
const deeds = ['that Wait', 'without Water', 'in Strong Wind', 'under Pressure', 'at Night'];

/** The papers of a day; arXiv announces those of Hugging Face and many more. */
export function papersOf(day: Day): readonly ServedPaper[] {
  if (isWeekend(day)) {
    return [];
  }
  return Array.from({ length: perDay.arxiv }, (_, place) => {
    const number = `${day.slice(2, 4)}${day.slice(5, 7)}.${day.slice(8)}${String(100 + place)}`;
    const subject = subjects[place % subjects.length];
    const deed = deeds[(place + Number(day.slice(8))) % deeds.length];
    return { number, day, place, title: `${subject} ${deed}: Case ${place} of ${day}` };
  });
}

export function isWeekend(day: Day): boolean {
  return new Date(day).getUTCDay() % 6 === 0;
}

/** Some papers gain up-votes every day, the others keep what they had. */
export function upvotesOf({ place, day }: ServedPaper, today: Day): number {
  const age = Math.max(0, (Date.parse(today) - Date.parse(day)) / 86_400_000);
  return place % 4 === 0 ? 5 + 20 * Math.min(age, 3) : 3;
}

const abstractOf = ({ title, place }: ServedPaper) =>
  `We look at ${title.toLowerCase()}.\nThe answer is ${place}, which nobody\nexpected. It holds for all of them.`;

function rowOf(paper: ServedPaper, today: Day): object {
  const isLate = addDays(paper.day, 1) <= today;
  return {
    paper: {
      id: paper.number,
      title: paper.title.replace(' ', '\n '),
      summary: abstractOf(paper),
      authors: [{ name: `Ada ${paper.place}` }, { name: 'Nobody', hidden: true }],
      publishedAt: `${addDays(paper.day, -1)}T00:00:00.000Z`,
      submittedOnDailyAt: `${paper.day}T00:00:00.000Z`,
      upvotes: upvotesOf(paper, today),
      ...(isLate && { ai_summary: `In short: ${paper.title}.`, ai_keywords: ['things'] }),
      ...(paper.place % 3 === 0 && { githubRepo: `https://github.com/lab/${paper.number}` }),
    },
    title: paper.title,
    publishedAt: `${addDays(paper.day, -1)}T20:00:00.000Z`,
    numComments: 1,
  };
}

/** Hugging Face's list of a day as it is on another. */
export function dailyList(day: Day, today: Day): object[] {
  return papersOf(day)
    .slice(0, perDay.huggingFace)
    .map((paper) => rowOf(paper, today));
}

/** arXiv's announcement feed as it is on a day, with replacements among the new papers. */
export function announcementFeed(day: Day): string {
  const items = papersOf(day).map((paper) => {
    const { number, title, place } = paper;
    return `<item><title>${title}</title>
<link>https://arxiv.org/abs/${number}</link>
<description>arXiv:${number}v1 Announce Type: ${place % 5 === 0 ? 'cross' : 'new'}
Abstract: ${abstractOf(paper)}</description>
<guid isPermaLink="false">oai:arXiv.org:${number}v1</guid>
<pubDate>${new Date(`${day}T04:00:00Z`).toUTCString()}</pubDate>
<arxiv:announce_type>${place % 5 === 0 ? 'cross' : 'new'}</arxiv:announce_type>
<dc:creator>Ada ${place}, Ben Sample</dc:creator></item>`;
  });
  const old = papersOf(addDays(day, -7)).slice(0, 5);
  const replaced = old.map(
    ({ number, title }) => `<item><title>${title} (replaced)</title>
<link>https://arxiv.org/abs/${number}</link><description>Announce Type: replace</description>
<guid isPermaLink="false">oai:arXiv.org:${number}v2</guid>
<arxiv:announce_type>replace</arxiv:announce_type></item>`,
  );
  return `<?xml version="1.0"?><rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel><title>cs.LG</title><pubDate>${new Date(`${day}T04:00:00Z`).toUTCString()}</pubDate>${[...items, ...replaced].join('\n')}</channel></rss>`;
}

/** When a paper was submitted, so that it is announced on its day. */
export function submittedAt({ day }: ServedPaper): Date {
  for (let before = 1; before < 6; before += 1) {
    const moment = new Date(`${addDays(day, -before)}T15:00:00Z`);
    if (announcementDay(moment) === day) {
      return moment;
    }
  }
  throw new Error(`nothing is announced on ${day}`);
}

/** arXiv's answer to a query by numbers. */
export function queryAnswer(papers: readonly ServedPaper[]): string {
  const entries = papers.map(
    (paper) => `<entry><id>http://arxiv.org/abs/${paper.number}v1</id><title>${paper.title}</title>
<summary>${abstractOf(paper)}</summary><published>${submittedAt(paper).toISOString()}</published>
<author><name>Ada ${paper.place}</name></author><author><name>Ben Sample</name></author>
<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">9 pages, code at https://github.com/lab/${paper.number}</arxiv:comment></entry>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`;
}

/** What can be wrong with an answer. */
export type ServiceFault = 'busy' | 'broken' | 'empty' | 'changed' | 'cut';

/** Spoils an answer. */
export function spoil(fault: ServiceFault, body: string, response: ServerResponse): void {
  switch (fault) {
    case 'busy':
      response.writeHead(429, { 'retry-after': '120' }).end('slow down');
      return;
    case 'broken':
      response.end(body.slice(0, body.length / 2));
      return;
    case 'empty':
      response.end();
      return;
    case 'changed':
      response.end(body.replaceAll('"title"', '"headline"').replaceAll('"id"', '"key"'));
      return;
    case 'cut':
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
  }
}
