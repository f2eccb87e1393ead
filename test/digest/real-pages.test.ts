import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/corpus/days.ts';
import { importFiles } from '../../src/corpus/import/import-files.ts';
import type { Day, Paper } from '../../src/corpus/paper.ts';
import { cleanText } from '../../src/corpus/text/clean-text.ts';
import { papersOfMessage } from '../../src/digest/compose/digest-actions.ts';
import type { Line } from '../../src/reply/markup.ts';
import { dayInWords } from '../../src/trending/describe-reasons.ts';
import { needsRealPages, realPages, withoutRealPages } from '../corpus/real-pages.ts';
import { type DigestRig, openDigestRig } from './open-digest-rig.ts';
import { scheduleOf } from './schedule-of.ts';

/** The days of the four dated pages; the fifth has none. */
const pageDays = ['2025-08-07', '2025-08-29', '2025-09-09', '2025-09-24'];
const { destination } = scheduleOf();

/** The digests of a channel whose team saves each page in the afternoon of its day. */
async function liveThrough(days: number, shelfDays: readonly (1 | 2 | 3 | 4 | 5 | 6 | 7)[]) {
  const rig = await openDigestRig({ at: '2025-08-06T12:00:00Z' });
  const setUpAt = new Date('2025-08-06T12:00:00Z');
  await rig.store.schedules.keepSchedule(scheduleOf({ shelfDays, setUpAt, activeSince: setUpAt }));
  for (let n = 0; n < days; n += 1) {
    const day = addDays('2025-08-07', n);
    rig.clock.at = new Date(`${day}T07:00:00Z`);
    await rig.digests.tick();
    rig.clock.at = new Date(`${day}T15:00:00Z`);
    if (pageDays.includes(day)) {
      await save(rig, day);
    }
  }
  return rig;
}

async function save(rig: DigestRig, day: Day): Promise<void> {
  const name = dayInWords(day, day).split(' ').toReversed().join(' ');
  const page = realPages().find(({ text }) => text.split(/\r?\n/).includes(name));
  if (!page) {
    throw new Error(`no page of ${name}`);
  }
  async function* files() {
    yield {
      name: page?.name ?? '',
      path: page?.path ?? '',
      modifiedAt: rig.clock.at,
      savedOn: day,
      read: async () => Buffer.from(page?.text ?? ''),
    };
  }
  await importFiles({ store: rig.store.corpus, files: files(), clock: rig.clock });
}

async function digestsOf(rig: DigestRig) {
  const entries = await rig.store.digestLedger.entries(destination, 200);
  const dayOf = new Map(entries.map(({ id, day }) => [id, day]));
  return rig.channels.posted.map((message) => ({
    message,
    day: dayOf.get(message.nonce) ?? '',
    papers: papersOfMessage(message, message.nonce) ?? [],
  }));
}

function daysSeen({ listings }: Paper, until: Day): Day[] {
  const days = listings.flatMap(({ date }) => date ?? []).filter((date) => date <= until);
  return [...new Set(days)].toSorted();
}

/** The text of a line that has no markup in it. */
function plainText(line: Line | undefined): string {
  return (line?.spans ?? []).map((span) => (typeof span === 'string' ? span : '')).join('');
}

describe.skipIf(withoutRealPages)(
  `the four dated pages, saved on their days of 2025, ${needsRealPages}`,
  () => {
    it('bring two digests of new papers each, and trending where papers came again', async () => {
      const digests = await digestsOf(await liveThrough(80, []));
      expect(digests.map(({ day }) => day)).toEqual([
        '2025-08-08',
        '2025-08-09',
        '2025-08-30',
        '2025-08-31',
        '2025-09-10',
        '2025-09-11',
        '2025-09-25',
        '2025-09-26',
      ]);
      const trending = digests.map(
        ({ papers }) => papers.filter(({ part }) => part === 'trending').length,
      );
      expect(trending.filter((_, at) => at % 2 === 1)).toEqual([0, 0, 0, 0]);
      expect(trending[0]).toBe(0);
      expect(trending.at(-2)).toBe(3);
    });

    it('give reasons that are true of the pages, and show no paper twice as new', async () => {
      const rig = await liveThrough(80, []);
      const seen = new Set<string>();
      for (const { message, day, papers } of await digestsOf(rig)) {
        const [...found] = await rig.store.corpus.papers(papers.map(({ id }) => id));
        const sections = message.reply.blocks.filter((block) => block.kind === 'section');
        for (const [at, { id, part }] of papers.entries()) {
          const paper = found.find((each) => each.id === id);
          if (!paper) {
            throw new Error('a paper that is not in the corpus');
          }
          // The link to the code, which is no plain text, is behind it.
          const reason = plainText(sections[at]?.lines.at(-1)).replace(/ · $/, '');
          const days = daysSeen(paper, day).map((each) => dayInWords(each, day));
          const list = new Intl.ListFormat('en-GB').format(days);
          if (part === 'trending') {
            expect(reason).toBe(`on the pages of ${list}`);
          } else {
            expect(reason).toBe(`first seen on ${days[0]}`);
          }
          if (part === 'new') {
            expect(seen.has(id)).toBe(false);
          }
          seen.add(id);
        }
      }
    });

    it('bring after the last page only the shelf on its day, and nothing as trending', async () => {
      const digests = await digestsOf(await liveThrough(80, [1]));
      const after = digests.filter(({ day }) => day > '2025-09-26');
      expect(after.map(({ day }) => day)).toEqual([
        '2025-09-29',
        '2025-10-06',
        '2025-10-13',
        '2025-10-20',
      ]);
      const parts = after.flatMap(({ papers }) => papers.map(({ part }) => part));
      expect(new Set(parts)).toEqual(new Set(['shelf']));
    });

    it('never show a sentence that is not the paper’s own', async () => {
      const rig = await liveThrough(60, []);
      for (const { message, papers } of await digestsOf(rig)) {
        const found = new Map(
          (await rig.store.corpus.papers(papers.map(({ id }) => id))).map((paper) => [
            paper.id,
            paper,
          ]),
        );
        const sections = message.reply.blocks.filter((block) => block.kind === 'section');
        for (const [at, { id }] of papers.entries()) {
          const [, ...below] = sections[at]?.lines ?? [];
          // A long line may be cut, or left out.
          const sentence = below.length > 1 ? plainText(below[0]) : '';
          const begun = sentence.replace(/ ?…$/, '');
          expect(cleanText(found.get(id)?.abstract ?? '')).toContain(begun);
        }
      }
    });
  },
);
