import { addDays } from '../corpus/days.ts';
import { isDay } from '../corpus/page/page-date.ts';
import type { Day } from '../corpus/paper.ts';
import { type ReadRecord, readRecord } from '../corpus/records/read-record.ts';
import { isObject } from '../corpus/records/record-rows.ts';
import {
  defineSource,
  type FailedList,
  type ReadRequest,
  type SourceList,
  type SourcePaper,
} from './define-source.ts';
import { mendLines } from './mend-lines.ts';
import { readJson } from './web/read-json.ts';
import type { Service, WebClient } from './web/web-client.ts';
import { WebError } from './web/web-error.ts';

const address = 'https://huggingface.co/api';
/** 500 requests in five minutes are allowed without a key; this is fewer than 300. */
export const huggingFaceService: Service = {
  hosts: ['huggingface.co'],
  pace: { name: 'hugging-face', gap: 1_000 },
};
/** The most that one answer gives. */
const pageSize = 100;
const maxPages = 10;
const hour = 3_600_000;

/** The daily lists of Hugging Face Papers. */
export const huggingFace = defineSource({
  name: 'hugging-face',
  usage: 'hugging-face',
  open: (argument) =>
    argument === undefined
      ? {
          name: 'hugging-face',
          isBulk: false,
          // Summaries and keywords come a day or two later, votes all the time.
          readsAgain: 2,
          nextAfter: (read) => new Date(read.getTime() + hour),
          read: readDays,
        }
      : undefined,
});

async function* readDays(
  { from, to }: ReadRequest,
  web: WebClient,
): AsyncGenerator<SourceList | FailedList> {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    try {
      for (const [listed, papers] of byDay(await readDay(day, web), day)) {
        yield { day: listed, papers };
      }
    } catch (error) {
      if (!(error instanceof WebError) || error.isPassing) {
        throw error;
      }
      yield { day, error };
    }
  }
}

type Listed = SourcePaper & { readonly listedOn?: Day };

async function readDay(day: Day, web: WebClient): Promise<Listed[]> {
  const papers: Listed[] = [];
  let next: string | undefined = `${address}/daily_papers?date=${day}&limit=${pageSize}`;
  for (let page = 0; next !== undefined && page < maxPages; page += 1) {
    const answer = await ask(next, web);
    if (answer === undefined) {
      return papers;
    }
    const rows = readRows(answer.text, day);
    papers.push(...rows);
    next = rows.length === 0 ? undefined : nextPage(answer.headers);
  }
  return papers;
}

/** The list of a day that is not open yet is refused, which is no fault. */
async function ask(url: string, web: WebClient) {
  try {
    return await web.get(huggingFaceService, url);
  } catch (error) {
    const isNotOpen =
      error instanceof WebError && error.trouble === 'refused' && error.message.includes('400');
    if (isNotOpen) {
      return undefined;
    }
    throw error;
  }
}

function nextPage(headers: Headers): string | undefined {
  const link = /<([^<>]+)>;\s*rel="?next"?/.exec(headers.get('link') ?? '')?.[1];
  return link === undefined ? undefined : new URL(link, address).href;
}

/**
 * The papers of an answer; what is wrong with one costs only that one.
 * @throws {WebError} where the answer as a whole is not what it was.
 */
function readRows(text: string, day: Day): Listed[] {
  const rows = readList(text);
  const papers = rows.flatMap((row) => readRow(row) ?? []);
  if (papers.length === 0 && rows.length > 0) {
    throw new WebError('not-understood', `Hugging Face's list of ${day} has an unknown format.`);
  }
  return papers;
}

/** The rows of a list or of a search. @throws {WebError} where it is no list. */
export function readList(text: string): readonly unknown[] {
  const value = readJson(text, 'Hugging Face');
  if (Array.isArray(value)) {
    return value;
  }
  throw new WebError('not-understood', 'Hugging Face returned no list of papers.');
}

/** One paper of a list, of a search or alone; undefined where it has no id or no title. */
export function readRow(row: unknown): Listed | undefined {
  const read: ReadRecord | string = readRecord(row);
  if (typeof read === 'string' || read.isUntitled || read.record.recordId === undefined) {
    return undefined;
  }
  const { paper = row } = isObject(row) ? row : {};
  const fields = isObject(paper) ? paper : {};
  const counts = {
    ...(isCount(fields.upvotes) && { upvotes: fields.upvotes }),
    ...(isCount(fields.githubStars) && { stars: fields.githubStars }),
  };
  const [listing] = read.listings;
  return {
    ...mendLines(read.record),
    counts,
    ...(listing !== undefined && isDay(listing.page) && { listedOn: listing.page }),
  };
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** The day that a paper says it was listed on counts, never shifted by a zone. */
function byDay(papers: readonly Listed[], asked: Day): Map<Day, SourcePaper[]> {
  const days = new Map<Day, SourcePaper[]>();
  for (const { listedOn = asked, ...paper } of papers) {
    const ofDay = days.get(listedOn) ?? [];
    days.set(listedOn, ofDay);
    ofDay.push(paper);
  }
  return days;
}
