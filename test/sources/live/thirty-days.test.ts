import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffprint } from '../../../src/composition/open-offprint.ts';
import { addDays, utcDayOf } from '../../../src/corpus/days.ts';
import type { Day, Paper } from '../../../src/corpus/paper.ts';
import type { Logger } from '../../../src/log.ts';
import type { Offprint } from '../../../src/offprint.ts';
import { createFakeChannels, type PostedReply } from '../../digest/fake-channels.ts';
import { scheduleOf } from '../../digest/schedule-of.ts';
import { type AddressedDatabase, createAddressed } from '../../store/engines.ts';
import { openServices, type Services } from './open-services.ts';
import { isWeekend, papersOf, perDay, type ServiceFault } from './service-month.ts';

const firstDay = '2026-10-05';
const days = 30;
const faults: Readonly<Record<Day, ServiceFault>> = {
  '2026-10-09': 'busy',
  '2026-10-13': 'broken',
  '2026-10-16': 'empty',
  '2026-10-20': 'changed',
  '2026-10-23': 'cut',
};
/** On this day the bot is away, and on each of these it is stopped in the middle of a reading at noon. */
const away = '2026-10-28';
const restarts = new Set(['2026-10-07', '2026-10-21']);

const clock = {
  at: new Date(`${firstDay}T00:00:00Z`),
  now: () => new Date(clock.at),
};
const folder = mkdtempSync(join(tmpdir(), 'offprint-live-'));
const channels = createFakeChannels(clock);
const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} };
let services: Services;
let database: AddressedDatabase;
let offprint: Offprint;

const open = () =>
  openOffprint({
    database: database.address,
    role: 'bot',
    poster: channels,
    sources: { names: ['hugging-face', 'arxiv:cs.LG'], contact: 'lab@example.org' },
    clock,
    log: quiet,
    async wait(ms) {
      clock.at = new Date(clock.at.getTime() + ms);
    },
  });

const everyPaper: Paper[] = [];

beforeAll(async () => {
  database = await createAddressed(join(folder, 'live.sqlite'));
  services = await openServices(clock);
  services.fault = (_, today) => faults[today];
  offprint = await open();
  await offprint.schedules.keepSchedule(
    scheduleOf({ zone: 'UTC', minute: 12 * 60, size: 8, activeSince: clock.now() }),
  );
  await offprint.schedules.keepSchedule(
    scheduleOf({
      destination: '100000000000000002',
      zone: 'UTC',
      minute: 12 * 60,
      size: 8,
      activeSince: clock.now(),
      interests: { topics: [], keywords: ['umbrellas'], excludes: [], authors: [] },
    }),
  );
  for (let n = 0; n < days; n += 1) {
    const day = addDays(firstDay, n);
    for (let hour = 2; hour < 24; hour += 2) {
      clock.at = new Date(Math.max(clock.at.getTime(), Date.parse(day) + hour * 3_600_000));
      if (day === away) {
        continue;
      }
      if (hour === 12 && restarts.has(day)) {
        const cutOff = offprint.sources.tick();
        await offprint.close();
        await cutOff;
        offprint = await open();
      }
      await offprint.sources.tick();
      await offprint.digests.tick();
    }
  }
  for await (const batch of offprint.corpus.changedPapers(0)) {
    everyPaper.push(...batch);
  }
}, 240_000);

afterAll(async () => {
  await offprint.close();
  await services.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const lastDay = addDays(firstDay, days - 1);
const served = Array.from({ length: days }, (_, n) => papersOf(addDays(firstDay, n))).flat();

describe('thirty days of live sources, with a fault on five of them', () => {
  it('bring every paper of every weekday once, and nothing else', () => {
    const numbers = everyPaper
      .filter(({ listings }) => listings.some(({ date = '' }) => date >= firstDay))
      .map(({ arxivId }) => arxivId);
    const missing = served.filter(({ number }) => !numbers.includes(number));
    expect(missing).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.length).toBe(served.length);
  });

  it('know what both services told of a paper', () => {
    const paper = everyPaper.find(({ arxivId }) => arxivId === papersOf('2026-10-14')[0]?.number);
    expect(paper).toMatchObject({
      title: papersOf('2026-10-14')[0]?.title,
      abstract: expect.stringMatching(/^We look at [^\n]*which nobody expected\./),
      tldr: expect.stringContaining('In short'),
      keywords: ['things'],
    });
    expect(paper?.links).toContain(`https://github.com/lab/${paper?.arxivId}`);
    expect(paper?.listings.map(({ date, isBulk = false }) => [date, isBulk])).toEqual([
      ['2026-10-14', false],
      ['2026-10-14', true],
    ]);
  });

  it('are asked politely: arXiv once in three seconds, with a contact', () => {
    const ofArxiv = services.seen.filter(({ host }) => host.endsWith('arxiv.org'));
    const gaps = ofArxiv
      .slice(1)
      .map(({ began }, at) => began.getTime() - (ofArxiv[at]?.ended.getTime() ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
    expect(services.seen.every(({ agent }) => agent.includes('lab@example.org'))).toBe(true);
    const lists = services.seen.filter(
      ({ path, began }) =>
        path.includes(`date=${utcDayOf(began)}`) && faults[utcDayOf(began)] === undefined,
    );
    const hours = lists.map(({ began }) => began.toISOString().slice(0, 13));
    expect(new Set(hours).size).toBe(hours.length);
    const feeds = services.seen.filter(({ host, began }) => {
      const day = utcDayOf(began);
      return host === 'rss.arxiv.org' && faults[day] === undefined && !isWeekend(day);
    });
    const ofDays = feeds.map(({ began }) => utcDayOf(began));
    const again = restarts.size + Object.keys(faults).length;
    expect(ofDays.length).toBeLessThanOrEqual(new Set(ofDays).size + again);
  });

  it('say how they are doing', async () => {
    const states = await offprint.sources.states();
    expect(states).toMatchObject([{ name: 'hugging-face' }, { name: 'arxiv:cs.LG' }]);
    for (const { lastSuccess, lastError, nextTry = clock.at } of states) {
      expect(lastError).toBeUndefined();
      expect(lastSuccess && utcDayOf(lastSuccess) >= addDays(lastDay, -1)).toBe(true);
      expect(nextTry > clock.at).toBe(true);
    }
  });
});

describe('the digests of these days', () => {
  const postsOf = (destination: string) =>
    channels.posted.filter((message) => message.destination === destination);
  const textOf = ({ reply }: PostedReply) => JSON.stringify(reply.blocks);
  const paperOf = (id: string) => everyPaper.find((paper) => paper.id === id);

  it('come once a day, with the day’s papers of the community and no others as new', () => {
    const posts = postsOf('100000000000000001');
    const ofDays = posts.map(({ sentAt }) => utcDayOf(sentAt));
    expect(new Set(ofDays).size).toBe(ofDays.length);
    const weekdays = Array.from({ length: days }, (_, n) => addDays(firstDay, n)).filter(
      (day) => !isWeekend(day) && day !== away && faults[day] === undefined,
    );
    expect(ofDays).toEqual(expect.arrayContaining(weekdays));
    for (const { values, sentAt } of posts) {
      const day = utcDayOf(sentAt);
      for (const paper of values.map(paperOf)) {
        const chosen = paper?.listings.filter(({ isBulk }) => !isBulk) ?? [];
        expect(chosen.some(({ date = '' }) => date <= day && date > addDays(day, -15))).toBe(true);
      }
    }
  });

  it('give reasons that are true: votes that were gained, days on which a paper was listed', () => {
    const reasons = postsOf('100000000000000001').map(textOf);
    const gained = reasons.flatMap((text) => [...text.matchAll(/\+(\d+) up-votes/g)]);
    expect(gained.length).toBeGreaterThan(0);
    for (const [, amount] of gained) {
      expect(Number(amount) % 20).toBe(0);
      expect(Number(amount)).toBeLessThanOrEqual(60);
    }
  });

  it('bring from arXiv only what matches the interests of a channel', () => {
    const posts = postsOf('100000000000000002');
    expect(posts.length).toBeGreaterThan(10);
    const papers = posts.flatMap(({ values }) => values.map(paperOf));
    expect(papers.every((paper) => paper?.title.startsWith('Umbrellas'))).toBe(true);
    const fromArxiv = papers.filter((paper) => paper?.listings.every(({ isBulk }) => isBulk));
    expect(fromArxiv.length).toBeGreaterThan(10);
    expect(perDay.arxiv).toBeGreaterThan(perDay.huggingFace);
  });

  it('never show a paper as new twice in a channel', () => {
    for (const destination of ['100000000000000001', '100000000000000002']) {
      const fresh = postsOf(destination).flatMap(({ values }) => values);
      expect(fresh.length - new Set(fresh).size).toBeLessThan(fresh.length / 10);
    }
  });
});
