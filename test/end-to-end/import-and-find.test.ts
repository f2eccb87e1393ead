import type { APIMessage } from 'discord-api-types/v10';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { PaperRecord } from '../../src/corpus/corpus-store.ts';
import type { Upload } from '../../src/local-discord/people/person.ts';
import { WebError } from '../../src/sources/web/web-error.ts';
import { inventedPapers, pageWithDate } from '../corpus/page/invented-page.ts';
import { openTestBot, type TestBot } from './open-test-bot.ts';
import { controlsOf, isPrivate, textOf, titlesOf } from './read-message.ts';

const kettle = 'Kettle: Warm Starts for Cold Planners';
const pancakes = '3D-Pancakes: Stacking Views without a Camera';
const starterTitle = 'Tree Search for Language Model Agents';

const outside: Readonly<Record<string, PaperRecord>> = {
  '2611.04711': {
    title: 'Teapots That Explain Themselves',
    abstract: 'Teapots rarely say why they drip. Ours do, in one sentence, and drip less.',
    authors: ['Ida Spout'],
    arxivId: '2611.04711',
  },
  '2611.04712': { title: 'Saucers under Uncertainty', arxivId: '2611.04712' },
};

/** A record as long and as odd as its place allows. */
function oddRecord(number: string): PaperRecord {
  return {
    title: `${'**@everyone** [tea](https://example.org) 杯子 '.repeat(20)}${number}`,
    abstract: '# 茶\n> `code` ||spoiler|| <@123456789012345678>\n'.repeat(300),
    authors: Array.from({ length: 200 }, (_, at) => `Ida Spout ${at}`),
    keywords: Array.from({ length: 50 }, () => '__kettle__'),
    arxivId: number,
  };
}

const jsonl = (...records: object[]) => records.map((each) => JSON.stringify(each)).join('\n');

describe('/import', () => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await openTestBot();
  });

  afterAll(async () => {
    expect(bot.discord.violations).toEqual([]);
    expect(bot.logged.filter(({ level }) => level === 'error')).toEqual([]);
    await bot.close();
  });

  const importAs = (name: string, file: Upload): Promise<APIMessage> =>
    bot.discord.person(name).runCommand('papers', 'import', { file }).message();

  const findsExactly = async (title: string): Promise<boolean> => {
    const query = `"${title}"`;
    const answer = bot.discord.person('ada').runCommand('papers', 'search', { query });
    return titlesOf(await answer.message()).includes(title);
  };

  it('brings the papers of a saved page, and Undo takes them out again', async () => {
    const before = await bot.offprint.corpus.overview();
    const papers = inventedPapers.slice(0, 3);
    const answer = await importAs('ada', { name: 'kettle.txt', content: pageWithDate(papers) });
    expect(isPrivate(answer)).toBe(true);
    expect(textOf(answer)).toContain(
      'Imported **kettle.txt**: 1 page with 3 listings, 3 new papers, 0 known.',
    );
    expect(await findsExactly(kettle)).toBe(true);
    expect(textOf(answer)).toMatch(/-# kettle\.txt gives no year\. It was dated \d+ \w+ \d{4}/);
    const card = bot.discord.person('ada').runCommand('papers', 'paper', { title: kettle });
    expect(textOf(await card.message())).not.toContain('inferred');

    const undone = await bot.discord.person('ada').press(answer, 'Undo').message();
    expect(undone.id).toBe(answer.id);
    expect(textOf(undone)).toBe('Undone: 1 page with 3 listings and 3 papers removed.');
    expect(controlsOf(undone)).toEqual([]);
    expect(await findsExactly(kettle)).toBe(false);
    const { papers: count, pages } = await bot.offprint.corpus.overview();
    expect({ count, pages }).toEqual({ count: before.papers, pages: before.pages });
  });

  it('keeps what somebody saved meanwhile, and says so', async () => {
    const ada = bot.discord.person('ada');
    const content = jsonl({ title: kettle }, { title: pancakes });
    const answer = await importAs('ada', { name: 'two.jsonl', content });
    expect(textOf(answer)).toContain(': 2 new papers, 0 known.');
    const card = await ada.runCommand('papers', 'paper', { title: kettle }).message();
    await ada.press(card, 'Save').message();

    const undone = textOf(await ada.press(answer, 'Undo').message());
    expect(undone).toContain('Undone: 1 paper removed.');
    expect(undone).toContain(`Kept, because somebody saved it: ${kettle}`);
    expect(await findsExactly(kettle)).toBe(true);
    expect(await findsExactly(pancakes)).toBe(false);
  });

  it('undoes after a restart too', async () => {
    const ada = bot.discord.person('ada');
    const content = jsonl({ title: 'Ladles for Long Contexts' });
    const answer = await importAs('ada', { name: 'ladles.json', content });
    await bot.restart();
    expect(textOf(await ada.press(answer, 'Undo').message())).toBe('Undone: 1 paper removed.');
  });

  it('says that an import was undone already', async () => {
    const content = jsonl({ title: 'Ladles for Longer Contexts' });
    const answer = await importAs('ada', { name: 'ladles.json', content });
    const [, id = ''] = /import:undo:([\w-]+)/.exec(JSON.stringify(answer.components)) ?? [];
    await bot.offprint.undoImport(id, bot.discord.guild().id);
    const late = await bot.discord.person('ada').press(answer, 'Undo').message();
    expect(textOf(late)).toContain('can no longer be undone');
  });

  it('reads a file by what is in it, whatever it is called', async () => {
    const bib = '@article{oven2026,\n  title = {Ovens That Forget},\n  year = {2026}\n}\n';
    expect(textOf(await importAs('ada', { name: 'README.json', content: bib }))).toContain(
      '1 new paper, 0 known',
    );
    const ris = 'TY  - JOUR\nTI  - Spoons in Superposition\nPY  - 2026\nER  - \n';
    expect(textOf(await importAs('ada', { name: 'message.txt', content: ris }))).toContain(
      '1 new paper, 0 known',
    );
  });

  it.each([
    ['%PDF-1.7 …', 'The file is a PDF'],
    ['PK\u0003\u0004…', 'The file is a ZIP archive'],
    ['\u0000\u0001\u0002\u0003', 'The file is binary'],
    ['A shopping list: tea, milk.', 'Nothing was imported.'],
    ['', 'Nothing was imported.'],
  ])('refuses %j with a sentence', async (content, sentence) => {
    const answer = await importAs('ada', { name: 'paper.txt', content: Buffer.from(content) });
    expect(textOf(answer)).toContain(sentence);
    expect(controlsOf(answer)).toEqual([]);
  });

  it('refuses a file that is too large without reading it', async () => {
    const content = new Uint8Array(10 * 1024 * 1024 + 1).fill(97);
    expect(textOf(await importAs('ada', { name: 'large.txt', content }))).toContain(
      'The file is too large: 10 MB at most',
    );
  });

  it('tells many remarks in a file', async () => {
    const good = { title: 'Napkins as Memory' };
    const content = jsonl(good, ...Array.from({ length: 60 }, (_, at) => ({ number: at })));
    const answer = await importAs('ada', { name: 'mixed.jsonl', content });
    expect(textOf(answer)).toMatch(/6\d warnings in all/);
    const [file] = answer.attachments;
    const text = await (await fetch(file?.url ?? '')).text();
    expect(text.trim().split('\n').length).toBeGreaterThanOrEqual(60);
    expect(text).toContain('line 61');
  });

  it('is for managers, and for those with the manager role', async () => {
    const file = { name: 'one.jsonl', content: jsonl({ title: 'Corks and Closure' }) };
    const refused = await importAs('grace', file);
    expect(isPrivate(refused)).toBe(true);
    expect(textOf(refused)).toContain('manager role can import');
    const guild = bot.discord.guild();
    const managerRole = guild.setPermissions('grace', ['AddReactions']);
    await bot.offprint.library.settings.changeServer(guild.id, { managerRole });
    expect(textOf(await importAs('grace', file))).toContain('1 new paper');
  });
});

describe('/import in a server that looks after no corpus', () => {
  it('says who may', async () => {
    const bot = await openTestBot({ curators: ['123456789012345678'] });
    onTestFinished(() => bot.close());
    const file = { name: 'one.jsonl', content: jsonl({ title: 'Corks and Closure' }) };
    const answer = bot.discord.person('ada').runCommand('papers', 'import', { file });
    expect(textOf(await answer.message())).toContain('managers of the servers listed in');
  });
});

describe('Find papers', () => {
  let bot: TestBot;
  let asked: string[] = [];

  beforeAll(async () => {
    bot = await openTestBot({
      async lookUp(number) {
        asked.push(number);
        if (number === '2611.09999') {
          throw new WebError('busy', 'The service is busy.');
        }
        return number.startsWith('2610.') ? oddRecord(number) : outside[number];
      },
    });
  });

  afterAll(async () => {
    expect(bot.discord.violations).toEqual([]);
    expect(bot.logged.filter(({ level }) => level === 'error')).toEqual([]);
    await bot.close();
  });

  const findIn = (content: string): Promise<APIMessage> => {
    asked = [];
    const { discord } = bot;
    const said = discord.person('grace').send('papers', content);
    return discord.person('ada').runMessageCommand(said, 'Find papers').message();
  };

  it('shows the card of one paper, with its buttons', async () => {
    const card = await findIn(`Did you see “${starterTitle}”?`);
    expect(isPrivate(card)).toBe(true);
    expect(textOf(card)).toContain(starterTitle);
    expect(controlsOf(card)).toEqual(expect.arrayContaining(['Save', 'Similar', 'Share']));
    expect(asked).toEqual([]);
  });

  it('lists several', async () => {
    const { hits } = await bot.offprint.search.find({ text: 'reward model', limit: 12 });
    const papers = await bot.offprint.corpus.papers(hits.map(({ id }) => id));
    const list = await findIn(papers.map(({ title }) => title).join('\n'));
    expect(textOf(list)).toContain('This message names 12 papers');
    expect(titlesOf(list)).toEqual(papers.slice(0, 10).map(({ title }) => title));
    const menu = '2 more papers: choose one to open';
    const [, , , , , , , , , , last] = papers;
    const card = await bot.discord
      .person('ada')
      .choose(list, menu, [last?.id ?? ''])
      .message();
    expect(textOf(card)).toContain(last?.title);
  });

  it('gets a card for a pasted link, and one press adds and saves the paper', async () => {
    const ada = bot.discord.person('ada');
    const card = await findIn('look: https://arxiv.org/pdf/2611.04711v2');
    expect(asked).toEqual(['2611.04711']);
    expect(textOf(card)).toContain('Teapots That Explain Themselves');
    expect(textOf(card)).toContain('drip less');
    expect(controlsOf(card)).toContain('Add and save');

    await bot.restart();
    const saved = await ada.press(card, 'Add and save').message();
    expect(isPrivate(saved)).toBe(true);
    expect(textOf(saved)).toContain('Saved for your team');
    const list = await ada.runCommand('papers', 'saved list').message();
    expect(titlesOf(list)).toEqual(['Teapots That Explain Themselves']);
    const query = 'teapots drip';
    const found = await ada.runCommand('papers', 'search', { query }).message();
    expect(titlesOf(found)[0]).toBe('Teapots That Explain Themselves');

    const again = await findIn('2611.04711 again');
    expect(asked).toEqual([]);
    expect(controlsOf(again)).toContain('Share');
  });

  it('lists a paper from outside next to one that is here', async () => {
    const list = await findIn(`${starterTitle}\narXiv:2611.04712 and arXiv:2611.04713`);
    expect(textOf(list)).toContain('This message names 2 papers');
    expect(textOf(list)).toContain('No paper in Offprint has the arXiv number 2611.04713.');
    expect(textOf(list)).toContain('Saucers under Uncertainty');
    const saved = await bot.discord.person('ada').press(list, 'Add and save').message();
    expect(textOf(saved)).toContain('Saucers under Uncertainty');
  });

  it('says that a service is down, and shows the rest', async () => {
    const alone = await findIn('https://huggingface.co/papers/2611.09999');
    expect(textOf(alone)).toContain('does not respond right now');
    const card = await findIn(`${starterTitle}\n2611.09999`);
    expect(textOf(card)).toContain(starterTitle);
    expect(textOf(card)).toContain('does not respond right now');
  });

  it.each([
    ['tea?', 'No paper is named in this message'],
    [
      'https://arxiv.org/list/cs.LG/recent',
      'There is no valid arXiv number in https://arxiv.org/list',
    ],
    ['arXiv:2413.00001', 'arXiv:2413.00001 is not a valid arXiv number.'],
    [
      'https://kettle.example.org/tea',
      'No paper in Offprint links to https://kettle.example.org/tea',
    ],
    ['https://doi.org/10.1234/kettle.7', 'No paper in Offprint has the DOI 10.1234/kettle.7.'],
    ['2611.04713', 'The live sources do not have it either.'],
  ])('says of %s what it did not find', async (content, sentence) => {
    expect(textOf(await findIn(content))).toContain(sentence);
  });

  it('shows records of any length, alone and with many papers', async () => {
    const card = await findIn('2610.00001');
    expect(controlsOf(card)).toContain('Add and save');
    expect(textOf(card)).toContain('Not in Offprint yet.');
    const { hits } = await bot.offprint.search.find({ text: 'agents', limit: 30 });
    const papers = await bot.offprint.corpus.papers(hits.map(({ id }) => id));
    const numbers = Array.from({ length: 8 }, (_, at) => `2610.0000${at}`);
    const list = await findIn([...numbers, ...papers.map(({ title }) => title)].join('\n'));
    expect(titlesOf(list)).toHaveLength(5);
    expect(controlsOf(list).filter((label) => label === 'Add and save')).toHaveLength(5);
    const saved = await bot.discord.person('ada').press(list, 'Add and save', 4).message();
    expect(textOf(saved)).toContain('Saved for your team');
  });

  it('answers any message content', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
      fc.constantFrom(
        'https://arxiv.org/abs/2611.99999',
        'https://arxiv.org/abs/cs/9901001v1',
        '10.1234/abc_def(1)<2>;3',
        '10.48550/arXiv.2611.04713.',
        '[2610.00002](https://arxiv.org/abs/2610.00002)',
        '"“unclosed',
        'https://github.com/a/b https://x.y',
        starterTitle,
      ),
    );
    const messages = fc
      .array(piece, { minLength: 1, maxLength: 8 })
      .map((pieces) => pieces.join(' '))
      .filter((text) => text.trim() !== '' && !/\p{Cs}/u.test(text));
    await fc.assert(
      fc.asyncProperty(messages, async (content) => {
        expect(textOf(await findIn(content))).toMatch(/paper|Offprint|abstract/);
      }),
      { seed: 20261129, numRuns: 60, endOnFailure: true },
    );
  });

  it('asks for a few numbers of a long list only', async () => {
    const numbers = Array.from({ length: 9 }, (_, at) => `2611.0500${at}`);
    expect(textOf(await findIn(numbers.join(' ')))).toContain('looks up 5 at a time');
    expect(asked).toHaveLength(5);
  });
});

describe('Find papers without live sources', () => {
  it('says that look-up is off', async () => {
    const bot = await openTestBot();
    onTestFinished(() => bot.close());
    const said = bot.discord.person('grace').send('papers', 'https://arxiv.org/abs/2611.04711');
    const answer = await bot.discord.person('ada').runMessageCommand(said, 'Find papers').message();
    expect(textOf(answer)).toContain('No paper in Offprint has the arXiv number 2611.04711.');
    expect(textOf(answer)).toContain('No live source is set up');
  });
});
