import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paperIdOf } from '../../src/corpus/paper-id.ts';
import { createLibrary, type Library } from '../../src/library/library.ts';
import type { ReactionKind } from '../../src/library/saves/save.ts';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import type { OptionValues } from '../../src/local-discord/people/person.ts';
import { createSearch } from '../../src/search/create-search.ts';
import { createRandom } from '../../src/search/random.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { createSaveModel, type SaveEvent, type SaveModel } from '../library/saves/save-model.ts';
import { longTests } from '../long-tests.ts';
import { type AddressedDatabase, createAddressed } from '../store/engines.ts';
import { type BotProcess, startBotProcess } from './processes/start-bot-process.ts';
import { titlesOf } from './read-message.ts';

const rounds = longTests ? 100 : 10;
const eventsInRound = 100;
const seed = 20261121;

/** One round in ten ends in a kill; in two the gateway drops, to be resumed or not. */
const endOfRound = [
  'kill',
  'drop',
  'resume',
  'none',
  'none',
  'none',
  'none',
  'none',
  'none',
  'none',
];

const servers = ['Reading group', 'Other lab'] as const;
const people = ['ada', 'grace', 'alan', 'helper'] as const;
const titles = Array.from({ length: 12 }, (_, at) => `A Paper on ${word(at)} and Reward ${at}`);

/** A message of ours that shows papers, and what each emoji on it means. */
interface Shown {
  readonly message: APIMessage;
  readonly server: string;
  readonly means: ReadonlyMap<string, string>;
}

let discord: LocalDiscord;
let store: Store;
let library: Library;
let bot: BotProcess;
let folder: string;
let database: AddressedDatabase;
const shown: Shown[] = [];
/** By server, person and title. */
const models = new Map<string, SaveModel>();
const random = createRandom(seed);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offprint-reactions-'));
  database = await createAddressed(join(folder, 'offprint.sqlite'));
  discord = await openLocalDiscord({
    scene: {
      people: [...people.slice(0, 3), { name: 'helper', bot: true }],
      guilds: servers.map((name) => ({ name, channels: ['papers'], members: [...people] })),
    },
  });
  const clock = { now: () => new Date() };
  store = await openStore({ database: database.address, role: 'command', paperIdOf, clock });
  await store.corpus.importRecords(
    'test.jsonl',
    titles.map((title, at) => ({ title, abstract: `It is about ${word(at)} and rewards.` })),
  );
  const search = createSearch({ papers: store.corpus });
  library = createLibrary({ stores: store.library, papers: store.corpus, search, clock });
  bot = await startBotProcess(database.address, discord);
  for (const server of servers) {
    await showPapers(server);
  }
}, 60_000);

afterAll(async () => {
  await bot.kill();
  await discord.close();
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Six cards and four lists in a server, as its people share them. */
async function showPapers(server: string): Promise<void> {
  const ada = discord.person('ada');
  const channel = `${server}/papers`;
  for (const title of titles.slice(0, 6)) {
    const card = await ada.runCommand(channel, 'paper', { title }).message();
    const message = await ada.press(card, 'Share').message();
    shown.push({ message, server, means: new Map([['🔖', title]]) });
  }
  for (let page = 0; page < 4; page += 1) {
    const query = `reward ${word(page)}`;
    const message = await ada.runCommand(channel, 'search', { query, share: true }).message();
    const means = new Map(titlesOf(message).map((title, at) => [`${at + 1}️⃣`, title]));
    shown.push({ message, server, means });
  }
}

it(`${rounds * eventsInRound} reactions, kills and lost sessions leave saved what the rules say`, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const end = endOfRound[round % endOfRound.length];
    for (let events = 0; events < eventsInRound; ) {
      events += await happen();
    }
    await settle();
    for (let press = 0; press < 5; press += 1) {
      await pressSomething();
    }
    await compare(`round ${round}`);
    if (end === 'kill') {
      await dieAndComeBack();
    }
    if (end === 'drop') {
      await loseSession(false);
    }
    if (end === 'resume') {
      await loseSession(true);
    }
    if (end !== 'none') {
      await compare(`round ${round} after ${end}`);
    }
  }
  expect(bot.errors()).toBe('');
  expect(discord.violations).toEqual([]);
  expect([...models.values()].filter((model) => model.saved()).length).toBeGreaterThan(10);
}, 300_000);

/** An event at Discord, or some that only the gateway tells of. @returns how many. */
async function happen(): Promise<number> {
  const what = random();
  if (what < 0.94) {
    tellModel(reactTruly());
  } else if (what < 0.96) {
    clear();
  } else {
    return hearUntruths();
  }
  return 1;
}

/** As a moderator. */
function clear(): void {
  const { message } = pick(shown);
  const emoji = random() < 0.5 ? pick(['🔖', '1️⃣', '2️⃣', '❤️']) : undefined;
  discord.person('ada').clearReactions(message, emoji);
  for (const person of people.slice(0, 3)) {
    for (const each of meaningOf(message).means.keys()) {
      const reaction = `${message.id} ${each}`;
      if (emoji === undefined || emoji === each) {
        modelUnder(message, person, each)?.apply({ is: 'cleared', reaction });
      }
    }
  }
}

/** Packets that come twice or out of order, of another bot, of messages that nobody knows. */
async function hearUntruths(): Promise<number> {
  // They come to the bot by another way: only once the gateway's own are taken in.
  await settle();
  const untruths = Array.from({ length: 5 }, hearUntruth);
  await bot.settled();
  return untruths.length;
}

function hearUntruth(): void {
  const { message, server } = pick(shown);
  const unknown = random() < 0.2;
  const told: Told = {
    message,
    server,
    person: pick(people),
    emoji: pick(['🔖', '1️⃣', '2️⃣', '3️⃣', '❤️']),
    kind: pick(['normal', 'super'] as const),
    is: pick(['put-on', 'taken-off'] as const),
  };
  const { user } = discord.person(told.person);
  bot.hear(told.is === 'put-on' ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE', {
    user_id: user.id,
    channel_id: message.channel_id,
    message_id: unknown ? '1' : message.id,
    guild_id: discord.guild(server).id,
    emoji: { id: null, name: told.emoji },
    burst: told.kind === 'super',
    type: told.kind === 'super' ? 1 : 0,
    // A removal carries no member: whose it is may be unknown to the client.
    ...(told.is === 'put-on' && { member: { user } }),
  });
  if (!unknown) {
    tellModel(told);
  }
}

interface Told {
  readonly message: APIMessage;
  readonly server: string;
  readonly person: string;
  readonly emoji: string;
  readonly kind: ReactionKind;
  readonly is: 'put-on' | 'taken-off';
}

/** Somebody reacts at Discord, or takes a reaction off. */
function reactTruly(): Told {
  const { message, server } = pick(shown);
  const person = pick(people);
  const emoji = pick(['🔖', '🔖', '🔖', '1️⃣', '2️⃣', '3️⃣', '🔟', '❤️']);
  const kind = random() < 0.3 ? 'super' : 'normal';
  const stands = discord.reactors(message, emoji, kind === 'super').includes(person);
  const burst = kind === 'super';
  if (stands) {
    discord.person(person).unreact(message, emoji, { burst });
  } else {
    discord.person(person).react(message, emoji, { burst });
  }
  return { message, server, person, emoji, kind, is: stands ? 'taken-off' : 'put-on' };
}

function tellModel({ message, person, emoji, kind, is }: Told): void {
  if (person === 'helper') {
    return;
  }
  const model = modelUnder(message, person, emoji);
  model?.apply({ is, reaction: `${message.id} ${emoji}`, kind });
}

/** Buttons, removals and restores, each answered before the next. */
async function pressSomething(): Promise<void> {
  const { message, server, means } = pick(shown.filter(({ means }) => means.has('🔖')));
  const person = pick(people.slice(0, 3));
  const title = means.get('🔖') ?? '';
  const model = modelOf(server, person, title);
  const somebody = discord.person(person);
  const channel = `${server}/papers`;
  const is = pick(['asked', 'removed', 'restored', 'noted', 'undone'] as const);
  if (is === 'asked' || is === 'undone') {
    const label = somebodySees(message);
    const panel = await somebody.press(message, label).message();
    model.apply({ is: 'asked' });
    if (is === 'asked') {
      return;
    }
    await somebody.press(panel, 'Undo').message();
    model.apply({ is: 'removed' });
  } else {
    const options: OptionValues =
      is === 'noted' ? { paper: title, tags: 'ours' } : { paper: title };
    const verb = { removed: 'remove', restored: 'restore', noted: 'tag' }[is];
    await somebody.runCommand(channel, `saved ${verb}`, options).message();
    // A person can remove only what they have saved.
    if (is !== 'removed' || model.saved()) {
      model.apply({ is } as SaveEvent);
    }
  }
}

/** The Save button as it is labelled at this moment, with its count or without. */
function somebodySees(message: APIMessage): string {
  const now = JSON.stringify(discord.message(message)?.components);
  return /"label":"(Save[^"]*)"/.exec(now)?.[1] ?? 'Save';
}

/** Killed while reactions are on their way: some were taken in, the others are read back. */
async function dieAndComeBack(): Promise<void> {
  const onTheirWay = Array.from({ length: 20 }, reactTruly);
  await new Promise((resolve) => setImmediate(resolve));
  await bot.kill();
  for (let event = 0; event < 20; event += 1) {
    reactTruly();
  }
  const before = new Map([...models].map(([name, model]) => [name, model.copy()]));
  bot = await startBotProcess(database.address, discord);
  await settle();
  const actual = await whatIsSaved();
  // The bot takes reactions in one after the other: it died after some first part of them.
  for (let taken = 0; taken <= onTheirWay.length; taken += 1) {
    models.clear();
    for (const [name, model] of before) {
      models.set(name, model.copy());
    }
    onTheirWay.slice(0, taken).forEach(tellModel);
    readBackInModels();
    if (modelsSay().join() === actual.join()) {
      return;
    }
  }
}

/** The gateway goes; what happens then is replayed where the session is resumed, else read back. */
async function loseSession(resumable: boolean): Promise<void> {
  discord.misbehave.dropGateway({ resumable });
  const meanwhile = Array.from({ length: 20 }, reactTruly);
  if (resumable) {
    meanwhile.forEach(tellModel);
  }
  await discord.until(() => discord.connected, { what: 'the bot to come back' });
  await settle();
  if (!resumable) {
    readBackInModels();
  }
}

function readBackInModels(): void {
  for (const server of servers) {
    for (const person of people.slice(0, 3)) {
      for (const title of titles) {
        const standing = shown
          .filter((each) => each.server === server)
          .flatMap(({ message, means }) =>
            [...means]
              .filter(([, meant]) => meant === title)
              .flatMap(([emoji]) =>
                (['normal', 'super'] as const)
                  .filter((kind) =>
                    discord.reactors(message, emoji, kind === 'super').includes(person),
                  )
                  .map((kind) => [`${message.id} ${emoji}`, kind] as const),
              ),
          );
        modelOf(server, person, title).readBack(standing);
      }
    }
  }
}

/** What the gateway told before is heard before this command is; then all of it is taken in. */
async function settle(): Promise<void> {
  await discord.person('ada').runCommand(`${servers[0]}/papers`, 'help').message();
  await bot.settled();
}

async function compare(when: string): Promise<void> {
  expect(await whatIsSaved(), when).toEqual(modelsSay());
}

/** Every standing save, as the library's lists tell it. */
async function whatIsSaved(): Promise<string[]> {
  const saved: string[] = [];
  for (const server of servers) {
    const shelf = discord.guild(server).id;
    for (const person of people) {
      const asker = discord.person(person).id;
      for (const { paper } of await library.queries.list({
        library: shelf,
        asker,
        whose: 'mine',
      })) {
        saved.push(`${server} ${person} ${titles.find((title) => paperIdOf(title) === paper)}`);
      }
    }
  }
  return saved.sort();
}

function modelsSay(): string[] {
  return [...models]
    .filter(([, model]) => model.saved())
    .map(([name]) => name)
    .sort();
}

function meaningOf(message: APIMessage): Shown {
  const found = shown.find((each) => each.message.id === message.id);
  if (!found) {
    throw new Error('a message that was shown');
  }
  return found;
}

function modelUnder(message: APIMessage, person: string, emoji: string): SaveModel | undefined {
  const { server, means } = meaningOf(message);
  const title = means.get(emoji);
  return title === undefined ? undefined : modelOf(server, person, title);
}

function modelOf(server: string, person: string, title: string): SaveModel {
  const name = `${server} ${person} ${title}`;
  const model = models.get(name) ?? createSaveModel();
  models.set(name, model);
  return model;
}

function pick<T>(from: readonly T[]): T {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) {
    throw new Error('nothing to pick from');
  }
  return picked;
}

function word(at: number): string {
  const words = ['bandits', 'agents', 'routing', 'planning', 'privacy', 'vision'];
  return `${words[at % words.length]}${Math.floor(at / words.length) || ''}`;
}
