import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { everyDay, noInterests } from '../../src/digest/schedule/schedule.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import { needsRealPages, realPagesFolder, withoutRealPages } from '../corpus/real-pages.ts';
import { type BuiltProject, buildProject } from '../main/build-project.ts';
import { type Ended, startProgram } from '../main/start-program.ts';
import { openTestStore } from '../store/open-test-store.ts';

// Each run takes a second, or many where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

let project: BuiltProject;

beforeAll(async () => {
  project = await buildProject();
});

afterAll(() => project.remove());

/** Runs `offprint` with these words; a database beside the project is made where none is named. */
function offprint(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return startProgram(project, 'cli', { args, environment }).ended;
}

/** What was said, which is JSON alone: one value a line. */
async function json(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<unknown[]> {
  const { code, stdout, stderr } = await offprint([...args, '--json'], environment);
  expect(code, stderr.join('\n')).toBe(0);
  return stdout.map((line): unknown => JSON.parse(line));
}

const hit = {
  id: expect.any(String) as string,
  title: expect.any(String) as string,
  score: expect.any(Number) as number,
};

it('exits cleanly when the pipe closes early, as with `| head`', async () => {
  const { child, ended } = startProgram(project, 'cli', { args: ['search', 'policy'] });
  child.stdout?.destroy();
  const { code, stderr } = await ended;
  expect(stderr).toEqual([]);
  expect(code).toBe(0);
});

describe.skipIf(withoutRealPages)(`import ${needsRealPages}`, () => {
  it('gives 553 listings of 474 new papers in an empty store, and nothing new again', async () => {
    const empty = { OFFPRINT_STARTER: 'false', OFFPRINT_DB: 'data/check.sqlite' };
    const [first] = await json(['import', realPagesFolder, '--year', '2025'], empty);
    const counts = { pages: 5, listings: 553, warnings: expect.any(Array) as unknown[] };
    expect(first).toEqual({ ...counts, papers: { new: 474, known: 0 } });
    const [again] = await json(['import', realPagesFolder, '--year', '2025'], empty);
    expect(again).toEqual({ ...counts, papers: { new: 0, known: 474 } });
  });

  it('gives 474 known papers beside the starter', async () => {
    const [summary] = await json(['import', realPagesFolder, '--year', '2025'], {
      OFFPRINT_DB: 'data/beside-starter.sqlite',
    });
    expect(summary).toMatchObject({ pages: 5, listings: 553, papers: { new: 0, known: 474 } });
  });
});

describe('import', () => {
  it('reads relative paths from the current directory, and shows no progress where nobody watches', async () => {
    const standing = join(project.folder, 'somewhere/else');
    await mkdir(standing, { recursive: true });
    await writeFile(join(standing, 'mine.jsonl'), '{"title":"Emus at dusk","abstract":"Tall."}\n');
    const { code, stdout, stderr } = await offprint(['import', 'mine.jsonl', '--json'], {
      INIT_CWD: standing,
      OFFPRINT_DB: 'data/relative.sqlite',
    });
    expect(code).toBe(0);
    expect(stdout.map((line): unknown => JSON.parse(line))).toEqual([
      { pages: 0, listings: 0, papers: { new: 1, known: 0 }, warnings: [] },
    ]);
    expect(stderr).toEqual([]);
    const [found] = await json(['paper', 'emus at dusk'], { OFFPRINT_DB: 'data/relative.sqlite' });
    expect(found).toMatchObject({ hits: [{ title: 'Emus at dusk' }] });
  });
});

describe('search', () => {
  it('answers one query in words', async () => {
    const { code, stdout, stderr } = await offprint(['search', 'preference', 'optimization']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: [] });
    expect(stdout[0]).toMatch(/^\d+ papers for “preference optimization”/);
    expect(stdout.filter((line) => /^\d+\. /.test(line))).toHaveLength(10);
  });

  it('answers a file of queries in its order, one object a line, at most so many hits', async () => {
    const queries = ['tree search for agents', 'reward hacking  ', 'Ωμέγα ☃ zzzz', '"unclosed'];
    await writeFile(join(project.folder, 'queries.txt'), `\uFEFF${queries.join('\r\n')}\r\n`);
    const answers = await json(['search', '--file', 'queries.txt', '--limit', '3']);
    expect(answers.map((answer) => (answer as { query: string }).query)).toEqual(queries);
    expect(answers[0]).toEqual({ query: queries[0], hits: [hit, hit, hit] });
    const scores = (answers[0] as { hits: { score: number }[] }).hits.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('reads a minus, and says of a query in a file why it cannot be followed', async () => {
    const [first] = await json(['search', 'reward', '-model']);
    const titles = (first as { hits: { title: string }[] }).hits.map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.join()).not.toMatch(/\bmodels?\b/i);
    await writeFile(join(project.folder, 'half.txt'), 'reward OR\nreward AND planning\n');
    const [half, whole] = await json(['search', '--file', 'half.txt']);
    expect(half).toEqual({
      query: 'reward OR',
      hits: [],
      problem: expect.stringMatching(/^OR needs a word/) as string,
    });
    expect(whole).not.toHaveProperty('problem');
  });

  it('explains each place', async () => {
    const [answer] = await json(['search', 'reward model', '--limit', '1', '--explain']);
    const { hits } = answer as { hits: { explanation: string[] }[] };
    expect(hits[0]?.explanation.join()).toMatch(/reward/);
  });
});

describe('paper and similar', () => {
  const title = 'Tree Search for Language Model Agents';

  it('show what was meant, titles as stored', async () => {
    const [paper] = await json(['paper', 'tree search language model agents']);
    expect(paper).toEqual({
      as_of: '2025-09-24',
      hits: [{ ...hit, title, reasons: [] }],
    });
    const [similar] = await json(['similar', title, '--limit', '4']);
    const near = (similar as { hits: { title: string }[] }).hits;
    expect(near).toHaveLength(4);
    expect(near.map((each) => each.title)).not.toContain(title);
  });

  it('show a paper in words', async () => {
    const { code, stdout } = await offprint(['paper', title]);
    expect(code).toBe(0);
    expect(stdout[0]).toBe(title);
    expect(stdout.join('\n')).toContain('https://');
  });
});

async function keepSchedule(file: string, server: string, destination: string): Promise<void> {
  const now = new Date();
  const store = await openTestStore({ file });
  await store.schedules.keepSchedule({
    destination,
    server,
    minute: 540,
    zone: 'UTC',
    days: everyDay,
    size: 5,
    interests: noInterests,
    shelfDays: [1],
    publish: false,
    paused: false,
    setUpBy: '1',
    setUpAt: now,
    activeSince: now,
  });
  await store.close();
}

describe('deploy and doctor', () => {
  it('find what is wrong with the machine, the files and the permissions', async () => {
    const everyone = ['ViewChannel', 'SendMessages'] as const;
    const discord = await openLocalDiscord({
      scene: { people: ['ada'], guilds: [{ name: 'Lab', everyone, channels: ['papers'] }] },
    });
    const database = join(project.folder, 'data/damaged.sqlite');
    const environment = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      OFFPRINT_DB: database,
      OFFPRINT_SOURCES: 'hugging-face',
    };
    try {
      expect((await offprint(['search', 'planning'], environment)).code).toBe(0);
      const file = await open(database, 'r+');
      const { size } = await file.stat();
      await file.write(Buffer.alloc(20 * 4096, 0xff), 0, 20 * 4096, Math.floor(size / 8192) * 4096);
      await file.close();
      discord.guild().removeBot();
      discord.guild().inviteBot({ permissions: ['EmbedLinks'] });
      const ill = await offprint(['doctor'], {
        ...environment,
        HOST: '203.0.113.1',
        TZ: 'Mars/Olympus',
      });
      expect(ill.code).toBe(1);
      expect(ill.stdout.filter((line) => line.startsWith('wrong'))).toEqual([
        expect.stringMatching(/damaged\.sqlite is damaged\. Restore a backup/),
        expect.stringContaining('HOST is 203.0.113.1, which is not an address of this machine'),
        expect.stringContaining('TZ is “Mars/Olympus”'),
        expect.stringMatching(/^wrong In "Lab" .*lacks .*Attach Files.*Read Message History\./),
      ]);
    } finally {
      await discord.close();
    }
  });

  it('name the channels in which no digest can be posted', async () => {
    const discord = await openLocalDiscord();
    const OFFPRINT_DB = join(project.folder, 'data/scheduled.sqlite');
    try {
      for (const name of ['papers', 'general']) {
        await keepSchedule(OFFPRINT_DB, discord.guild().id, discord.channel(name).id);
      }
      const environment = {
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.url,
        OFFPRINT_DB,
        OFFPRINT_SOURCES: 'hugging-face',
        PORT: '0',
      };
      const well = await offprint(['doctor'], environment);
      expect(well.code).toBe(0);
      expect(well.stdout.at(-2)).toMatch(/^ok .* may post in 2 digest channels\.$/);
      discord.channel('papers').deny('bot', ['SendMessages']);
      discord.channel('general').deny('bot', ['ViewChannel']);
      const ill = await offprint(['doctor'], environment);
      expect(ill.stdout.filter((line) => line.startsWith('wrong'))).toEqual([
        expect.stringMatching(/#papers of ".*", and .* lacks Send Messages there/),
        expect.stringMatching(/the channel \d+ of ".*", and .* cannot see that channel/),
      ]);
    } finally {
      await discord.close();
    }
  });

  it('is stopped where the database is in the folder of pages', async () => {
    const OFFPRINT_DB = 'data/pages/offprint.sqlite';
    const { code, stderr } = await offprint(['doctor'], { OFFPRINT_DB, DISCORD_TOKEN: 'x' });
    expect(code).toBe(1);
    expect(stderr).toEqual([expect.stringMatching(/is inside the pages folder.*OFFPRINT_PAGES/)]);
  });

  it('register commands, and say how the set-up is', async () => {
    const discord = await openLocalDiscord();
    const environment = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url };
    try {
      const first = await offprint(['deploy'], environment);
      expect(first).toMatchObject({ code: 0, stderr: [] });
      expect(first.stdout).toEqual([expect.stringMatching(/^\d+ commands registered/)]);
      expect(discord.commands().map(({ name }) => name)).toContain('search');
      const second = await offprint(['deploy'], environment);
      expect(second.stdout).toEqual([expect.stringMatching(/^\d+ commands already registered/)]);

      const dry = await offprint(['doctor'], { ...environment, PORT: '0' });
      expect(dry.stdout.filter((line) => line.startsWith('wrong'))).toEqual([
        expect.stringMatching(/OFFPRINT_SOURCES is not set and the newest page is from 2025-09-24/),
      ]);
      const supplied = { ...environment, OFFPRINT_SOURCES: 'hugging-face' };
      const well = await offprint(['doctor'], { ...supplied, PORT: '0' });
      expect(well).toMatchObject({ code: 0, stderr: [] });
      expect(well.stdout.every((line) => line.startsWith('ok '))).toBe(true);
      expect(well.stdout.join('\n')).toMatch(/474 papers[\s\S]*in 1 server/);

      const ill = await offprint(['doctor'], {
        ...supplied,
        PORT: '0',
        OFFPRINT_PAGES: 'nowhere',
      });
      expect(ill).toMatchObject({ code: 1, stderr: ['1 problem to fix.'] });
      expect(ill.stdout.filter((line) => line.startsWith('wrong'))).toEqual([
        expect.stringContaining('nowhere'),
      ]);
    } finally {
      await discord.close();
    }
  });
});

describe.concurrent('what cannot be done', () => {
  it.for<readonly [readonly string[], RegExp]>([
    [['import', 'no/such/page.txt'], /no\/such\/page\.txt/],
    [['import', 'package.json'], /^package\.json: The file contains no records/],
    [['import', '.', '--year', '25'], /--year.*YYYY/],
    [['import', '.', '--saved-on', '2025-02-30'], /--saved-on.*YYYY-MM-DD/],
    [['search'], /query/],
    [['search', ' '], /query/],
    [['search', 'x', '--limit', '0'], /--limit.*whole number/],
    [['search', 'reward OR'], /OR needs a word on both sides/],
    [['search', '-reward'], /only excludes words/],
    [['search', 'reward', '--lmit', '3'], /Unknown option --lmit/],
    [['paper', 'arXiv:2999.99999'], /No paper in Offprint has the arXiv number 2999\.99999/],
    [['similar', 'https://github.com/nobody/x'], /No paper in Offprint links to https:\/\/github/],
    [['search', '--file', 'no-such-file'], /Cannot read no-such-file/],
    [['paper', 'zzzz qqqq xxxx'], /zzzz qqqq xxxx/],
    [['serach', 'x'], /unknown command 'serach'/],
    [['deploy'], /DISCORD_TOKEN is not set/],
  ])('offprint %j ends with one clear line', async ([args, sentence], { expect }) => {
    const { code, stdout, stderr } = await offprint(args, { OFFPRINT_DB: 'data/e.sqlite' });
    expect(stderr).toEqual([expect.stringMatching(sentence)]);
    expect(stderr.join()).not.toMatch(/\bat .*\.[jt]s:\d+/);
    expect(code).toBe(1);
    expect(stdout.filter((line) => line.startsWith('{'))).toEqual([]);
  });

  it('invalid settings end any subcommand with one line that names them all', async ({
    expect,
  }) => {
    const { code, stderr } = await offprint(['search', 'x'], {
      PORT: '-1',
      OFFPRINT_STARTER: 'no',
    });
    expect(code).toBe(1);
    expect(stderr).toEqual([
      expect.stringMatching(/PORT.*OFFPRINT_STARTER|OFFPRINT_STARTER.*PORT/),
    ]);
  });

  it('help is shown all the same', async ({ expect }) => {
    const { code, stdout } = await offprint(['--help'], { PORT: '-1' });
    expect(code).toBe(0);
    expect(stdout.join('\n')).toMatch(/import[\s\S]*search[\s\S]*doctor/);
  });
});

describe('what is new, trending and would be posted', () => {
  it('is answered as of the newest page where the corpus is old', async () => {
    const [trending] = await json(['trending', '--limit', '3']);
    const reasoned = { ...hit, reasons: [expect.stringMatching(/^on the pages of .*24 Sep$/)] };
    expect(trending).toMatchObject({ as_of: '2025-09-24', hits: [reasoned, reasoned, reasoned] });
    const [fresh] = await json(['new', '--limit', '2', '--topic', 'agents']);
    const seen = { ...hit, reasons: ['first seen on 24 Sep 2025'] };
    expect(fresh).toMatchObject({ as_of: '2025-09-24', hits: [seen, seen] });
  });

  it('composes the digest of a day without posting it', async () => {
    const [digest] = await json(['digest', '--on', '2025-09-25']);
    expect(digest).toMatchObject({ on: '2025-09-25', channel: null, shelf: [] });
    const { new: fresh, trending, more } = digest as Record<string, { reason: string }[]>;
    expect(trending?.map(({ reason }) => reason)).toEqual(
      Array(3).fill(expect.stringMatching(/^on the pages of .*24 Sep$/)),
    );
    expect(fresh?.map(({ reason }) => reason)).toEqual(Array(5).fill('first seen on 24 Sep'));
    expect(more?.length).toBeGreaterThan(50);
    const [same] = await json(['digest', '--on', '2025-09-25']);
    expect(same).toEqual(digest);
  });

  it.each([
    [['digest', '--on', 'yesterday'], 'YYYY-MM-DD'],
    [['digest', '--on', '2025-02-30'], 'YYYY-MM-DD'],
    [['digest', '--channel', '1'], 'No digest is set up for the channel 1'],
    [['new', '--since', 'some time'], '“some time” is not a day'],
    [['new', '--since', '03/04/2025'], 'can mean 3 Apr 2025 or 4 Mar 2025'],
    [['trending', '--topic', 'astrology'], 'There is no topic'],
  ])('says in one line why not: %j', async (args, sentence) => {
    const { code, stdout, stderr } = await offprint(args);
    expect(code).toBe(1);
    expect(stdout).toEqual([]);
    expect(stderr[0]).toContain(sentence);
  });
});
