import { addDays } from '../../../src/corpus/days.ts';
import type { Day, Paper, PaperId } from '../../../src/corpus/paper.ts';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { everyDay, noInterests, type Schedule } from '../../../src/digest/schedule/schedule.ts';
import { createRandom } from '../../../src/search/random.ts';
import type { Store } from '../../../src/store/store.ts';
import { scheduleOf } from '../../digest/schedule-of.ts';
import { pageOf } from '../../store/open-test-store.ts';
import { syntheticPapers } from '../search/synthetic-papers.ts';

/** The first day whose digests are posted: a Monday. */
export const firstDay: Day = '2026-10-05';

/** A corpus and the channels that read it, at a given size. */
export interface DigestWorld {
  readonly schedules: readonly Schedule[];
  /** What each server saved, the oldest first. */
  readonly saves: readonly {
    readonly server: string;
    readonly paper: PaperId;
    readonly at: Date;
  }[];
  /** Brings the page that comes in on a day. */
  importPageOf(day: Day): Promise<void>;
}

/** Papers of these shares: on pages of the last half year, of the last two weeks, on lists of everything. */
const older = 0.6;
const recent = 0.15;
const pageSize = 40;
const topics = ['reasoning', 'alignment', 'agents', 'multimodal', 'privacy', 'optimization'];
const families = [
  'Adams',
  'Baker',
  'Chen',
  'Diaz',
  'Evans',
  'Fischer',
  'Gupta',
  'Haas',
  'Ito',
  'Kim',
];
const givenNames = ['Ada', 'Ben', 'Chiara', 'Dan', 'Eva', 'Finn', 'Grace', 'Hugo'];

/** Fills a store and makes channels with all kinds of interests, all of it from one seed. */
export async function fillDigestWorld(
  store: Store,
  real: readonly Paper[],
  { papers: count, channels }: { readonly papers: number; readonly channels: number },
): Promise<DigestWorld> {
  const random = createRandom(7);
  const upTo = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(items: readonly T[]): T => items[upTo(items.length)] as T;
  const records = syntheticPapers(real, count).map(({ title, abstract = '', topic }) => ({
    title,
    abstract,
    ...(topic !== undefined && { topic }),
    authors: [1, 2, 3].map(() => `${pick(givenNames)} ${pick(families)}`),
  }));
  const [oldEnd, recentEnd] = [Math.floor(count * older), Math.floor(count * (older + recent))];
  let page = 0;
  const bring = (entries: typeof records, date: Day, isBulk = false) =>
    store.corpus.importPage(
      pageOf(entries, { name: `page-${page++}.txt`, date, ...(isBulk && { isBulk }) }),
    );
  for (let at = 0; at < oldEnd; at += pageSize) {
    await bring(
      records.slice(at, Math.min(at + pageSize, oldEnd)),
      addDays(firstDay, -15 - upTo(165)),
    );
  }
  for (let at = oldEnd; at < recentEnd; at += pageSize) {
    const again = Array.from({ length: 5 }, () => records[upTo(oldEnd)]).flatMap(
      (one) => one ?? [],
    );
    const entries = [
      ...new Set([...records.slice(at, Math.min(at + pageSize, recentEnd)), ...again]),
    ];
    await bring(entries, addDays(firstDay, -1 - upTo(14)));
  }
  const bulk = records.slice(recentEnd, Math.floor(count * 0.97));
  for (let ago = 14; ago > 0; ago -= 1) {
    const size = Math.ceil(bulk.length / 14);
    const entries = bulk.slice((14 - ago) * size, (15 - ago) * size);
    if (entries.length > 0) {
      await bring(entries, addDays(firstDay, -ago), true);
    }
  }
  const words = records.slice(0, 200).flatMap(({ abstract }) => abstract.match(/[a-z]{5,}/g) ?? []);
  const phrase = () => (random() < 0.5 ? pick(words) : `${pick(words)} ${pick(words)}`);
  const phraseOf = () => {
    const { title } = pick(records);
    const [, ...rest] = title.replace(/[^\p{L}\p{N} -]/gu, '').split(' ');
    return random() < 0.5 ? rest.slice(0, 2).join(' ') : phrase();
  };
  const some = <T>(most: number, make: () => T): T[] =>
    Array.from({ length: 1 + upTo(most) }, make);
  const schedules = Array.from({ length: channels }, (_, n): Schedule => {
    const kind = n % 10;
    const interests = {
      ...noInterests,
      topics: kind === 4 || kind === 5 ? [...new Set(some(3, () => pick(topics)))] : [],
      keywords: kind >= 6 ? [...new Set(some(4, phraseOf))] : [],
      authors: kind === 9 ? [`${pick(givenNames)} ${pick(families)}`] : [],
      excludes: n % 7 === 0 ? [phrase()] : [],
    };
    return scheduleOf({
      destination: `1${String(n).padStart(17, '0')}`,
      server: `2${String(n).padStart(17, '0')}`,
      zone: 'UTC',
      size: 3 + upTo(6),
      interests,
      shelfDays: everyDay,
      setUpAt: new Date('2026-09-01T00:00:00Z'),
      activeSince: new Date('2026-09-01T00:00:00Z'),
    });
  });
  const saves = schedules.flatMap(({ server = '' }, n) =>
    Array.from({ length: n % 5 === 0 ? 0 : upTo(12) }, (_, i) => ({
      server,
      paper: paperIdOf(pick(records.slice(0, recentEnd)).title),
      at: new Date(Date.parse(firstDay) - i * 7 * 3_600_000 - upTo(3_600_000)),
    })),
  );
  return {
    schedules,
    saves: [...new Map(saves.map((save) => [`${save.server} ${save.paper}`, save])).values()],
    async importPageOf(day) {
      const entries = Array.from({ length: 25 }, () => pick(records));
      const late = records.slice(Math.floor(count * 0.97));
      await bring([...new Set([...entries, ...some(10, () => pick(late))])], day);
    },
  };
}
