import { addDays } from '../../corpus/days.ts';
import type { Day } from '../../corpus/paper.ts';
import {
  defineSource,
  type ReadRequest,
  type SourceList,
  type SourcePaper,
} from '../define-source.ts';
import type { WebClient } from '../web/web-client.ts';
import { announcedPapers } from './announced-papers.ts';
import { announcementDay, nextAnnouncement } from './announcement-day.ts';
import { queryArxiv } from './query-arxiv.ts';

/** Archives with an optional subject class, such as `cs.LG`. */
const category = /^[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]{2,}(?:-[a-z]+)?)?$/;
/** Numbers in one look-up. */
const batchSize = 100;
/** The most papers that a missed day is made up with. */
const most = 2_000;
const pageSize = 500;

/** What arXiv announces in some categories. */
export const arxiv = defineSource({
  name: 'arxiv',
  usage: 'arxiv:cs.LG+cs.CL',
  open(argument = '') {
    const categories = argument.split('+');
    if (!categories.every((each) => category.test(each))) {
      return undefined;
    }
    return {
      name: `arxiv:${argument}`,
      isBulk: true,
      readsAgain: 0,
      nextAfter: nextAnnouncement,
      read: (request, web) => readDays(categories, request, web),
    };
  },
});

/** Days before the last announcement are made up from when papers were submitted. */
async function* readDays(
  categories: readonly string[],
  { from, to }: ReadRequest,
  web: WebClient,
): AsyncGenerator<SourceList> {
  const announced = await announcedPapers(web, categories);
  const last = announced?.day ?? addDays(to, 1);
  const missed = await papersSubmitted(categories, from, addDays(last < to ? last : to, -1), web);
  for (const [day, papers] of missed) {
    yield { day, papers };
  }
  if (announced !== undefined && announced.day >= from && announced.day <= to) {
    // The papers are there even if their dates cannot be had today.
    yield announced;
    yield { day: announced.day, papers: await withDates(announced.papers, web) };
  }
}

/** The papers that were announced from one day to another, by the moment of their submission. */
async function papersSubmitted(
  categories: readonly string[],
  from: Day,
  to: Day,
  web: WebClient,
): Promise<Map<Day, SourcePaper[]>> {
  const days = new Map<Day, SourcePaper[]>();
  if (from > to) {
    return days;
  }
  const inCategories = categories.map((each) => `cat:${each}`).join(' OR ');
  // Friday's afternoon is announced on Tuesday.
  const since = `${addDays(from, -4).replaceAll('-', '')}0000`;
  const until = `${to.replaceAll('-', '')}2359`;
  const search = `(${inCategories}) AND submittedDate:[${since} TO ${until}]`;
  for (let start = 0; start < most; start += pageSize) {
    const papers = await queryArxiv(web, { search, start, limit: pageSize });
    for (const { submitted, ...paper } of papers) {
      const day = submitted === undefined ? undefined : announcementDay(submitted);
      if (day !== undefined && day >= from && day <= to) {
        days.set(day, [...(days.get(day) ?? []), paper]);
      }
    }
    if (papers.length < pageSize) {
      break;
    }
  }
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** With dates of submission and the links of comments, which the announcement leaves out. */
async function withDates(papers: readonly SourcePaper[], web: WebClient): Promise<SourcePaper[]> {
  const known = new Map<string, SourcePaper>();
  for (let start = 0; start < papers.length; start += batchSize) {
    const numbers = papers.slice(start, start + batchSize).flatMap(({ arxivId }) => arxivId ?? []);
    for (const { submitted: _, ...paper } of await queryArxiv(web, { numbers, limit: batchSize })) {
      known.set(paper.arxivId ?? '', paper);
    }
  }
  return papers.map((paper) => ({ ...paper, ...known.get(paper.arxivId ?? '') }));
}
