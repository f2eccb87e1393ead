import { afterEach, describe, expect, it } from 'vitest';
import { openOffprint } from '../../../src/composition/open-offprint.ts';
import type { Offprint } from '../../../src/offprint.ts';
import { createFakeChannels } from '../../digest/fake-channels.ts';
import { scheduleOf } from '../../digest/schedule-of.ts';
import { type AddressedDatabase, createAddressed } from '../../store/engines.ts';
import { openServices, type Services } from './open-services.ts';
import { papersOf } from './service-month.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const hour = 3_600_000;
let services: Services;
let database: AddressedDatabase;
let offprint: Offprint;

afterEach(async () => {
  await offprint.close();
  await services.close();
  await database.drop();
});

async function open(names: readonly string[]) {
  const clock = { at: new Date('2026-10-06T12:00:00Z'), now: () => new Date(clock.at) };
  const channels = createFakeChannels(clock);
  services = await openServices(clock);
  database = await createAddressed();
  offprint = await openOffprint({
    database: database.address,
    role: 'bot',
    poster: channels,
    sources: { names },
    clock,
    log: quiet,
    async wait(ms) {
      clock.at = new Date(clock.at.getTime() + ms);
    },
  });
  const pass = async (hours: number) => {
    for (let n = 0; n < hours; n += 1) {
      clock.at = new Date(clock.at.getTime() + hour);
      await offprint.sources.tick();
    }
  };
  return { clock, channels, pass };
}

describe('a source that fails', () => {
  it('is reported once after two days, to each person who set up a digest, until it works again', async () => {
    const { channels, pass } = await open(['hugging-face']);
    const ours = ['1', '2', '3'].map((n) => `10000000000000000${n}`);
    const people = ['ada', 'ada', 'ben'];
    for (const [at, destination] of ours.entries()) {
      await offprint.schedules.keepSchedule(
        scheduleOf({ destination, setUpBy: people[at] ?? '', paused: true }),
      );
    }
    const { server: _, ...own } = scheduleOf({
      destination: '@cleo',
      setUpBy: 'cleo',
      paused: true,
    });
    await offprint.schedules.keepSchedule(own);
    services.fault = () => 'broken';
    await pass(40);
    expect(channels.told).toEqual([]);
    await pass(40);
    expect(channels.told.map(({ person }) => person).sort()).toEqual(['ada', 'ben']);
    expect(JSON.stringify(channels.told[0]?.reply)).toMatch(/hugging-face for two days.*JSON/);
    services.fault = () => undefined;
    await pass(3);
    services.fault = () => 'busy';
    await pass(60);
    expect(channels.told).toHaveLength(4);
  }, 60_000);

  it('makes up for the days it missed, in one reading', async () => {
    const { pass } = await open(['hugging-face']);
    await pass(1);
    services.fault = () => 'empty';
    await pass(5 * 24);
    services.fault = () => undefined;
    await pass(3);
    const numbers = papersOf('2026-10-08')
      .slice(0, 12)
      .map(({ number }) => number);
    expect(await offprint.corpus.papersByArxivId(numbers)).toHaveLength(12);
  }, 60_000);
});

describe('reading now', () => {
  it('says what it brought, and nothing new the second time', async () => {
    await open(['hugging-face', 'arxiv:cs.LG']);
    const first = await offprint.sources.fetch({ days: 2 });
    expect(first).toEqual([
      { name: 'hugging-face', days: 2, listings: 24, papers: { new: 24, known: 0 }, events: 0 },
      { name: 'arxiv:cs.LG', days: 2, listings: 80, papers: { new: 56, known: 24 }, events: 0 },
    ]);
    const [again] = await offprint.sources.fetch({ names: ['hugging-face'], days: 2 });
    expect(again).toMatchObject({ papers: { new: 0, known: 24 } });
  });

  it('says why it could not read, and keeps what came before', async () => {
    await open(['hugging-face', 'arxiv:cs.LG']);
    services.fault = (host) => (host === 'rss.arxiv.org' ? 'cut' : undefined);
    const [good, bad] = await offprint.sources.fetch({ days: 1 });
    expect(good).not.toHaveProperty('error');
    expect(bad?.error).toContain('could not be reached');
    const states = await offprint.sources.states();
    expect(states.map(({ lastError }) => lastError !== undefined)).toEqual([false, true]);
  });

  it('looks a paper up by its number', async () => {
    await open([]);
    const [paper] = papersOf('2026-10-06');
    expect(await offprint.sources.lookUp(paper?.number ?? '')).toMatchObject({
      title: paper?.title,
      authors: [`Ada ${paper?.place}`, 'Ben Sample'],
    });
    expect(await offprint.sources.lookUp('2610.99999')).toBeUndefined();
  });
});
