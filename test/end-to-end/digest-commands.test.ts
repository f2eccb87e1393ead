import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { controlsOf, isPrivate, textOf, titlesOf } from './read-message.ts';

let bot: TestBot;

beforeAll(async () => {
  bot = await openTestBot();
});

afterEach(async () => {
  vi.restoreAllMocks();
  expect(bot.discord.violations).toEqual([]);
  expect(bot.logged.filter(({ level }) => level === 'error')).toEqual([]);
  await bot.startOver();
});

afterAll(() => bot.close());

async function run(name: string, options = {}, channel = 'papers') {
  return bot.discord.person('ada').runCommand(channel, name, options).message();
}

const berlin = { time: '9am', time_zone: 'europe/berlin' };

async function scheduleIn(channel: string) {
  return bot.offprint.schedules.schedule(bot.discord.channel(channel).id);
}

describe('/digest setup', () => {
  it('is for managers alone, where Discord’s overrides say nothing else', () => {
    const names = (who: string) =>
      bot.discord
        .person(who)
        .commands('papers')
        .map(({ name }) => name);
    expect(names('ada')).toContain('digest');
    expect(names('grace')).not.toContain('digest');
    bot.discord.guild().overrideCommand('digest', 'grace', true);
    expect(names('grace')).toContain('digest');
  });

  it('asks for the zone once in a server, and keeps it', async () => {
    expect(textOf(await run('digest setup', { time: '9' }))).toContain('Which time zone');
    const answer = await run('digest setup', berlin);
    expect(isPrivate(answer)).toBe(true);
    expect(textOf(answer)).toMatch(/A digest is set up in <#\d+>:/);
    expect(textOf(answer)).toContain('09:00 (Europe/Berlin)');
    expect(textOf(answer)).toContain(
      'There is no live source, and the newest page is from 24 Sep 2025.',
    );
    const other = await run('digest setup', {
      time: '21:30',
      channel: bot.discord.channel('general').id,
    });
    expect(textOf(other)).toContain('21:30 (Europe/Berlin)');
    expect(await scheduleIn('general')).toMatchObject({ minute: 1290, zone: 'Europe/Berlin' });
  });

  it('changes only what is given, shown old → new, and takes it back', async () => {
    await run('digest setup', { ...berlin, keywords: 'reward model, Q*' });
    expect(await scheduleIn('papers')).toMatchObject({ shelfDays: [1] });
    const answer = await run('digest setup', { time: '18:15', topics: 'Agents, alignment' });
    expect(textOf(answer)).toMatch(/Time.*09:00 \(Europe\/Berlin\) → 18:15 \(Europe\/Berlin\)/);
    expect(textOf(answer)).toMatch(/Topics.*any → Agents, Alignment/);
    expect(textOf(answer)).not.toContain('Days');
    expect(await scheduleIn('papers')).toMatchObject({
      minute: 1095,
      interests: { topics: ['agents', 'alignment'], keywords: ['reward model', 'Q*'] },
    });
    const undone = await bot.discord.person('ada').press(answer, 'Undo').message();
    expect(textOf(undone)).toContain('previous settings');
    expect(await scheduleIn('papers')).toMatchObject({ minute: 540, interests: { topics: [] } });
  });

  it('fills from the shelf on a day that has a digest, and says so', async () => {
    const answer = await run('digest setup', { ...berlin, days: 'tue thu', topics: 'agents' });
    expect(await scheduleIn('papers')).toMatchObject({ days: [2, 4], shelfDays: [2] });
    expect(textOf(answer)).toContain(
      'Digests show that page first, then earlier papers on Tuesdays.',
    );
    const never = await run('digest setup', { days: 'fri' });
    expect(textOf(never)).toContain(
      'Digests show that page, then nothing until new pages are saved.',
    );
  });

  it('reads days and zones as people write them, and shows what it understood', async () => {
    const typed = { time: '7h30', days: 'each workday', time_zone: 'Calcutta' };
    const answer = await run('digest setup', typed);
    expect(textOf(answer)).toContain('07:30 (Asia/Kolkata)');
    expect(textOf(answer)).toMatch(/Days.*weekdays/);
    expect(await scheduleIn('papers')).toMatchObject({
      minute: 450,
      zone: 'Asia/Kolkata',
      days: [1, 2, 3, 4, 5],
    });
    const choices = await bot.discord
      .person('ada')
      .autocomplete('papers', 'digest setup', 'time_zone', 'EST');
    expect(choices.map(({ value }) => value)).toContain('America/New_York');
  });

  it('shows a zone that was kept under an old name by the name in use', async () => {
    const ada = bot.discord.person('ada');
    const { settings } = bot.offprint.library;
    await settings.changePerson(ada.id, { timeZone: 'America/Godthab' });
    expect(textOf(await run('settings me'))).toContain('America/Nuuk');
  });

  it('takes a first set-up back whole', async () => {
    const answer = await run('digest setup', berlin);
    await bot.discord.person('ada').press(answer, 'Undo').message();
    expect(await scheduleIn('papers')).toBeUndefined();
  });

  it('names the permissions that are missing', async () => {
    bot.discord.channel('papers').deny('bot', ['SendMessages', 'ReadMessageHistory']);
    const answer = await run('digest setup', berlin);
    expect(textOf(answer)).toContain(
      'Offprint is missing permissions in #papers: Send Messages, Read Message History.',
    );
    expect(await scheduleIn('papers')).toBeUndefined();
  });

  it.each([
    [{ time: 'noonish' }, 'is not a time'],
    [{ time: '25' }, '“25” is not a time that Offprint understands.'],
    [{ time: '9:75' }, '“9:75” is not a time'],
    [{ keywords: Array.from({ length: 26 }, (_, n) => `word${n}`).join() }, 'You gave 26 keywords'],
    [{ days: 'someday' }, 'are not days that Offprint understands'],
    [{ time_zone: 'Atlantis' }, 'no time zone “Atlantis”. Type a city'],
    [{ time_zone: 'MST' }, '“MST” can mean many time zones, such as'],
    [{ time: '7am PST' }, 'has a time zone in it. Give only the time (7am)'],
    [{ days: 'every third tuesday' }, 'are not days that Offprint understands'],
    [{ days: 'fridays and perhaps sundays' }, 'are not days that Offprint understands'],
    [{ time_zone: 'toky' }, 'Did you mean Asia/Tokyo?'],
    [{ topics: 'agents, astrology' }, 'no topic “astrology”'],
    [{ keywords: 'the, of' }, 'contains no word to search for'],
    [{ exclude: 'x'.repeat(90) }, 'too long'],
  ])('explains %j', async (options, sentence) => {
    const answer = await run('digest setup', { ...berlin, ...options });
    expect(textOf(answer)).toContain(sentence);
    expect(await scheduleIn('papers')).toBeUndefined();
  });

  it('offers zones and topics while they are typed', async () => {
    const ada = bot.discord.person('ada');
    const zones = await ada.autocomplete('papers', 'digest setup', 'time_zone', 'new york');
    expect(zones.map(({ value }) => value)).toEqual(['America/New_York']);
    const topics = await ada.autocomplete('papers', 'digest setup', 'topics', 'agents, reas');
    expect(topics).toEqual([{ name: 'Agents, Reasoning', value: 'agents, reasoning' }]);
    const more = await ada.autocomplete('papers', 'digest setup', 'topics', 'Humans and AI, math');
    expect(more.map(({ value }) => value)).toEqual(['human-ai, code-math']);
  });
});

describe('the panel', () => {
  it('is filled in, previewed and confirmed, and keeps nothing before', async () => {
    const ada = bot.discord.person('ada');
    let panel = await run('digest setup');
    expect(textOf(panel)).toContain('time zone to continue');
    panel = await ada
      .choose(panel, 'Time zone (for others, use the time_zone option)', ['Asia/Tokyo'])
      .message();
    panel = await ada.choose(panel, 'Hour', ['07:00']).message();
    panel = await ada.choose(panel, 'Days', ['Monday', 'Thursday']).message();
    panel = await ada.choose(panel, 'Topics (any)', ['agents']).message();
    const opened = ada.press(panel, 'Keywords…');
    panel = await (
      await ada.submitModal(opened, { keywords: 'reward model', exclude: 'robot' })
    ).message();
    expect(textOf(panel)).toContain('reward model');
    expect(textOf(await ada.press(panel, 'Preview').message())).toContain('📰 Papers');
    expect(await scheduleIn('papers')).toBeUndefined();
    const kept = await ada.press(panel, 'Confirm').message();
    expect(textOf(kept)).toContain('A digest is set up');
    expect(await scheduleIn('papers')).toMatchObject({
      minute: 420,
      zone: 'Asia/Tokyo',
      days: [1, 4],
      interests: { topics: ['agents'], keywords: ['reward model'], excludes: ['robot'] },
    });
  });

  it('works after a restart', async () => {
    const ada = bot.discord.person('ada');
    await run('digest setup', berlin);
    const panel = await run('digest setup');
    await bot.restart();
    const changed = await ada.choose(panel, 'Hour', ['13:00']).message();
    await ada.press(changed, 'Confirm').message();
    expect(await scheduleIn('papers')).toMatchObject({ minute: 780, zone: 'Europe/Berlin' });
  });
});

describe('a digest that is set up', () => {
  beforeEach(() => run('digest setup', { ...berlin, size: 3 }));

  it('is previewed to the manager alone, with an old page’s date', async () => {
    const preview = await run('digest preview');
    expect(isPrivate(preview)).toBe(true);
    expect(textOf(preview)).toContain('from the page of 24 Sep 2025');
    expect(titlesOf(preview)).toHaveLength(3);
    expect(textOf(preview).match(/Offprint posts new and trending papers here/g)).toHaveLength(1);
    const more = controlsOf(preview).find((label) => label.endsWith(' more')) ?? '';
    const list = await bot.discord.person('ada').press(preview, more).message();
    expect(titlesOf(list)).toHaveLength(10);
    expect(titlesOf(list).filter((title) => titlesOf(preview).includes(title))).toEqual([]);
    expect(bot.discord.person('grace').sees('papers')).toEqual([]);
  });

  it('is posted now, asks the second time, and shows only what was not shown', async () => {
    expect(textOf(await run('digest now'))).toContain('posted.');
    const question = await run('digest now');
    expect(controlsOf(question)).toEqual(['Post']);
    await bot.discord.person('ada').press(question, 'Post').message();
    const [first, second] = bot.discord.person('grace').sees('papers');
    if (!first || !second) {
      throw new Error('two digests were expected');
    }
    expect(titlesOf(second)).toHaveLength(3);
    expect(titlesOf(second).filter((title) => titlesOf(first).includes(title))).toEqual([]);
  });

  it('shows everybody what had no room, page by page', async () => {
    await run('digest now');
    const [digest] = bot.discord.person('grace').sees('papers');
    if (!digest) {
      throw new Error('no digest');
    }
    const more = controlsOf(digest).find((label) => label.endsWith(' more')) ?? '';
    const list = await bot.discord.person('grace').press(digest, more).message();
    expect(isPrivate(list)).toBe(true);
    expect(titlesOf(list)).toHaveLength(10);
    const next = await bot.discord.person('grace').press(list, 'Next').message();
    expect(next.id).toBe(list.id);
    expect(textOf(next)).toMatch(/11–20 of \d+/);
    expect(titlesOf(next).filter((title) => titlesOf(list).includes(title))).toEqual([]);
    const back = await bot.discord.person('grace').press(next, 'Back').message();
    expect(titlesOf(back)).toEqual(titlesOf(list));
  });

  it('is paused, resumed, and ended after a question', async () => {
    expect(textOf(await run('digest pause'))).toContain('is paused');
    expect(await scheduleIn('papers')).toMatchObject({ paused: true });
    expect(textOf(await run('digest status'))).toContain('paused');
    expect(textOf(await run('digest setup', { size: 4 }))).toContain('paused: </digest resume:');
    await run('digest setup', { size: 3 });
    expect(textOf(await run('digest resume'))).toContain('is active again');
    const question = await run('digest stop');
    expect(await scheduleIn('papers')).toBeDefined();
    await bot.discord.person('ada').press(question, 'Remove').message();
    expect(await scheduleIn('papers')).toBeUndefined();
    expect(textOf(await run('digest status'))).toContain('This server has no digest');
    // What was set is still known.
    expect(textOf(await run('digest setup', { time: '10' }))).toContain('up to 3');
  });

  it('tells its state with the next run and the last result', async () => {
    await run('digest now');
    const status = await run('digest status');
    expect(textOf(status)).toMatch(/<#\d+>: next <t:\d+:f>/);
    expect(textOf(status)).toMatch(/last: 3 papers <t:\d+:R>; left out: \d+ did not fit/);
    const one = await run('digest status', { channel: bot.discord.channel('papers').id });
    expect(textOf(one)).toContain('up to 3');
  });

  it('says in which channels there is none', async () => {
    expect(textOf(await run('digest preview', {}, 'general'))).toContain('has no digest');
  });
});

it('tells the next manager who uses a command that a digest does not get through', async () => {
  bot.discord.person('ada').closeDms();
  await run('digest setup', berlin);
  bot.discord.channel('papers').deny('bot', ['SendMessages']);
  await bot.offprint.digests.postNow(bot.discord.channel('papers').id);
  const lastOf = (who: string) => textOf(bot.discord.person(who).sees('general').at(-1) ?? never());
  await bot.discord.person('grace').runCommand('general', 'help').message();
  expect(lastOf('grace')).not.toContain('could not post');
  await run('help', {}, 'general');
  await bot.discord.until(() => lastOf('ada').includes('Offprint could not post the digest'));
});

describe('/trending and /new', () => {
  it('answer as of the newest page where the corpus is old, and say so', async () => {
    const trending = await run('trending');
    expect(textOf(trending)).toContain('as of 24 Sep 2025, the date of the newest page');
    expect(titlesOf(trending)).toHaveLength(5);
    expect(textOf(trending)).toMatch(/-# on the pages of .*24 Sep/);
    const fresh = await run('new', { since: 'a week', topic: 'agents' });
    expect(textOf(fresh)).toContain('as of 24 Sep 2025');
    expect(textOf(fresh)).toMatch(/-# first seen on 24 Sep 2025/);
  });

  it('turn in place for the asker, and stay as they are where they are shared', async () => {
    const ada = bot.discord.person('ada');
    const mine = await run('trending');
    const next = await ada.press(mine, 'Next').message();
    expect(next.id).toBe(mine.id);
    const shared = await run('new', { share: true });
    const theirs = await bot.discord.person('grace').press(shared, 'Next').message();
    expect(isPrivate(theirs)).toBe(true);
    expect(titlesOf(theirs)).not.toEqual(titlesOf(shared));
    expect(bot.discord.message(shared)).toEqual(shared);
  });

  it('do not make a trend of one person’s save, and name nobody their own teammate', async () => {
    const place = async (person: string) =>
      textOf(await bot.discord.person(person).runCommand('papers', 'trending').message());
    const before = await run('trending');
    const [, total] = /1–5 of (\d+)/.exec(textOf(before)) ?? [];
    expect(Number(total)).toBeGreaterThan(20);
    const title = 'Tree Search for Language Model Agents';
    const save = async (person: string) => {
      const card = bot.discord.person(person).runCommand('papers', 'paper', { title });
      await bot.discord
        .person(person)
        .press(await card.message(), 'Save')
        .message();
    };
    await save('ada');
    const after = await run('trending');
    expect(titlesOf(after)).toEqual(titlesOf(before));
    expect(textOf(after)).toContain(
      `as of 24 Sep 2025, the date of the newest page · 1–5 of ${total}`,
    );
    await save('grace');
    expect(await place('ada')).toContain('saved by you and 1 teammate this week');
    expect(await place('alan')).toContain('saved by 2 teammates this week');
    const shared = textOf(await run('trending', { share: true }));
    expect(shared).toContain('saved by 2 people this week');
    for (const text of [await place('ada'), shared]) {
      expect(text).toContain(title);
      expect(text).toContain('your team’s saves as of today');
      expect(text.match(/saved by/g)).toHaveLength(1);
      expect(text).toContain(`1–5 of ${Number(total) + 1}`);
    }
  });

  it('mark what is saved, to each as it concerns them', async () => {
    const [title = ''] = titlesOf(await run('trending'));
    const card = await run('paper', { title });
    await bot.discord.person('ada').press(card, 'Save').message();
    expect(textOf(await run('trending'))).toContain('🔖 saved by you · ');
    expect(textOf(await run('trending', { share: true }))).toContain('🔖 saved by 1 person · ');
    const grace = bot.discord.person('grace');
    const theirs = await grace.runCommand('papers', 'trending').message();
    expect(textOf(theirs)).toContain('🔖 saved by 1 teammate · ');
  });

  it.each([
    ['trending', {}],
    ['new', {}],
    ['similar', { title: 'Tree Search for Language Model Agents' }],
    ['topics', {}],
    ['paper', { title: 'tree search' }],
    ['paper', { title: 'zzzyx' }],
  ])('/%s says that pages are still being read, as long as they are', async (name, options) => {
    expect(textOf(await run(name, options))).not.toContain('still importing pages');
    vi.spyOn(bot.offprint, 'isImporting').mockReturnValue(true);
    expect(textOf(await run(name, options))).toContain('Offprint is still importing pages');
  });

  it.each([
    ['trending', { topic: 'astrology' }, 'no topic'],
    ['new', { since: 'some time' }, 'some time'],
  ])('explain what %s does not understand', async (command, options, sentence) => {
    expect(textOf(await run(command, options))).toContain(sentence);
  });
});

function never(): never {
  throw new Error('nothing is there');
}
