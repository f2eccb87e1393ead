import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Command, defineCommand } from '../../../src/command/define-command.ts';
import { openOffprint } from '../../../src/composition/open-offprint.ts';
import { connectDiscord } from '../../../src/discord/connect-discord.ts';
import {
  createDiscordClient,
  endClient,
} from '../../../src/discord/connection/create-discord-client.ts';
import type { Commands } from '../../../src/discord/registration/load-commands.ts';
import type { LocalDiscord } from '../../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../../src/local-discord/open-local-discord.ts';
import { notice } from '../../../src/reply/notices.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { UserError } from '../../../src/reply/user-error.ts';
import { StoreError } from '../../../src/store/store-error.ts';
import { type Logged, recordingLog } from '../../end-to-end/open-test-bot.ts';
import { isPrivate, textOf } from '../../end-to-end/read-message.ts';
import { createAddressed } from '../../store/engines.ts';

const callback = { method: 'POST', path: /\/callback$/ } as const;
const afterwards = { path: /^\/webhooks\// } as const;

let discord: LocalDiscord;
let logged: Logged[];
let work: PromiseWithResolve<Reply>;
let stop: () => Promise<void>;

/** Work that a test ends when it likes. */
interface PromiseWithResolve<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: Error): void;
}

function unfinished<T>(): PromiseWithResolve<T> {
  let settle: Pick<PromiseWithResolve<T>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // A test may let it fail before anybody listens.
  promise.catch(() => {});
  return {
    promise,
    resolve: (value) => settle?.resolve(value),
    reject: (error) => settle?.reject(error),
  };
}

/** Each kind of work a command does, in a form that tests can hold up or break. */
const commands: readonly Command[] = [
  defineCommand({
    data: { name: 'long', description: 'What grows when it is escaped' },
    visibility: () => 'private',
    run: async () => ({
      blocks: [
        { kind: 'text', lines: [{ spans: [`${'*_'.repeat(30)} · `.repeat(40)], shrinkTo: 200 }] },
      ],
    }),
  }),
  defineCommand({
    data: { name: 'manage', description: 'For managers', default_member_permissions: '32' },
    visibility: () => 'private',
    run: async () => notice('managed'),
    actions: {
      end: { answers: 'private', run: async () => notice('ended') },
      see: { answers: 'private', forEverybody: true, run: async () => notice('seen') },
      form: {
        answers: 'modal',
        run: async () => ({
          title: 'A form',
          submit: { action: 'end' },
          fields: [{ name: 'text', label: 'Text' }],
        }),
      },
    },
  }),
  defineCommand({
    data: {
      name: 'work',
      description: 'Work',
      options: [{ type: 5, name: 'share', description: 'For everybody' }],
    },
    visibility: ({ share }) => (share ? 'shared' : 'private'),
    run: () => work.promise,
  }),
  defineCommand({
    data: {
      name: 'panel',
      description: 'Everything to press',
      options: [{ type: 3, name: 'word', description: 'A word', autocomplete: true }],
    },
    visibility: () => 'shared',
    autocomplete: async (_, { typed }) => {
      if (typed === 'break') {
        throw new Error('no suggestions today');
      }
      return [
        { name: `${typed} ${'long '.repeat(40)}`, value: typed },
        { name: 'cannot be sent', value: 'v'.repeat(101) },
      ];
    },
    run: async () => ({
      blocks: [
        {
          kind: 'buttons',
          buttons: ['change', 'whisper', 'announce', 'form', 'slow'].map((action) => ({
            label: action,
            press: { action, args: ['7'] },
          })),
        },
        {
          kind: 'buttons',
          buttons: [
            { label: 'removed action', press: { action: 'removed' } },
            { label: 'removed command', press: { command: 'gone', action: 'x' } },
            { label: 'inherited', press: { action: 'constructor' } },
            { label: 'managers’ form', press: { command: 'manage', action: 'form' } },
            { label: 'managers’ end', press: { command: 'manage', action: 'end' } },
          ],
        },
        {
          kind: 'buttons',
          buttons: [{ label: 'everybody’s', press: { command: 'manage', action: 'see' } }],
        },
      ],
    }),
    actions: {
      change: { answers: 'update', run: async (_, [arg]) => notice(`changed by ${arg}`) },
      whisper: { answers: 'private', run: async (_, [arg]) => notice(`whispered ${arg}`) },
      announce: { answers: 'shared', run: async (_, [arg]) => notice(`announced ${arg}`) },
      slow: { answers: 'update', run: () => work.promise },
      form: {
        answers: 'modal',
        run: async (_, [arg = '']) => ({
          title: 'A note',
          submit: { action: 'noted', args: [arg] },
          fields: [{ name: 'text', label: 'Text', required: true }],
        }),
      },
      noted: {
        answers: 'private',
        run: async ({ fields }, [arg]) => notice(`noted ${fields.text} for ${arg}`),
      },
    },
  }),
];

/** The bot with these commands, on an empty corpus; `stop` ends it. */
async function start(on: Commands): Promise<void> {
  const log = recordingLog(logged);
  const clock = { now: () => new Date() };
  const { address: database, drop } = await createAddressed();
  const offprint = await openOffprint({ database, role: 'command', clock, log });
  const client = createDiscordClient(discord.url);
  const { token } = discord;
  const connection = await connectDiscord({ client, token, commands: on, offprint, clock, log });
  stop = async () => {
    await connection.close();
    await endClient(client);
    await offprint.close();
    await drop();
  };
}

beforeEach(async () => {
  discord = await openLocalDiscord();
  logged = [];
  work = unfinished();
  await start(new Map(commands.map((command) => [command.data.name, command])));
});

afterEach(async () => {
  await stop();
  await discord.close();
});

const ada = () => discord.person('ada');
const faults = () => logged.filter(({ level }) => level === 'error');

/** Waits for the log, which the local Discord does not know of. */
async function untilLogged(event: string): Promise<Logged> {
  const found = () => logged.find((line) => line.event === event);
  await expect.poll(found, { timeout: 10_000 }).toBeDefined();
  return found() as Logged;
}

/** The bot still answers as if nothing had been. */
async function expectAlive(): Promise<void> {
  work = unfinished();
  work.resolve(notice('still here'));
  expect(textOf(await ada().runCommand('papers', 'work').message())).toBe('still here');
}

describe('a command', () => {
  it('that is quick is answered at once, for those it is meant for', async () => {
    work.resolve(notice('done'));
    const alone = await ada().runCommand('papers', 'work').first;
    expect(alone.kind).toBe('reply');
    const shared = await ada().runCommand('papers', 'work', { share: true }).message();
    expect(isPrivate(shared)).toBe(false);
    expect(discord.person('grace').sees('papers')).toEqual([shared]);
    expect(discord.violations).toEqual([]);
  });

  it.each([
    { share: false, ephemeral: true },
    { share: true, ephemeral: false },
  ])('that is slow is deferred in time and filled in (%j)', async ({ share, ephemeral }) => {
    const asked = ada().runCommand('papers', 'work', { share });
    expect(await asked.first).toEqual({ kind: 'deferred', ephemeral });
    work.resolve(notice('done at last'));
    const answer = await asked.message();
    expect(textOf(answer)).toBe('done at last');
    expect(isPrivate(answer)).toBe(ephemeral);
    expect(discord.violations).toEqual([]);
  });

  it.each([false, true])(
    'that finds fault with the question says so alone (slow: %j)',
    async (slow) => {
      const asked = ada().runCommand('papers', 'work', { share: true });
      if (slow) {
        expect(await asked.first).toEqual({ kind: 'deferred', ephemeral: false });
      }
      work.reject(new UserError('empty-query', 'Ask for something else.'));
      const told = slow ? await asked.followUp() : await asked.message();
      expect(textOf(told)).toBe('Ask for something else.');
      expect(isPrivate(told)).toBe(true);
      expect(discord.person('grace').sees('papers')).toEqual([]);
      expect(ada().sees('papers')).toEqual([told]);
      expect(faults()).toEqual([]);
      expect(discord.violations).toEqual([]);
    },
  );

  it('that breaks tells the reference under which the fault is logged, and nothing of it', async () => {
    work.reject(new Error('secret of the house'));
    const told = await ada().runCommand('papers', 'work', { share: true }).message();
    expect(isPrivate(told)).toBe(true);
    expect(textOf(told)).not.toContain('secret');
    const [fault, ...more] = faults();
    expect(more).toEqual([]);
    expect(fault?.fields).toMatchObject({ asked: 'work', err: { message: 'secret of the house' } });
    expect(textOf(told)).toContain(String(fault?.fields.reference));
    expect(discord.violations).toEqual([]);
  });

  it('that finds the disk full says so, and is logged', async () => {
    work.reject(new StoreError('papers.sqlite cannot be written', { trouble: 'disk-full' }));
    const told = await ada().runCommand('papers', 'work', { share: true }).message();
    expect(isPrivate(told)).toBe(true);
    expect(textOf(told)).toContain('its disk is full');
    expect(faults()).toHaveLength(1);
  });

  it('that finds the server of the database overloaded says so, and is logged', async () => {
    work.reject(new StoreError('postgres://lab/papers has', { trouble: 'overloaded' }));
    const told = await ada().runCommand('papers', 'work').message();
    expect(textOf(told)).toContain('try again in a minute');
    expect(faults()).toHaveLength(1);
  });

  it('that finds the database damaged says so, with the reference of the fault', async () => {
    work.reject(new StoreError('papers.sqlite is damaged', { trouble: 'damaged' }));
    const told = textOf(await ada().runCommand('papers', 'work').message());
    expect(told).toMatch(/database is damaged.*backup/);
    expect(told).not.toContain('papers.sqlite');
    expect(told).toContain(String(faults()[0]?.fields.reference));
  });

  it('whose answer grows over the limits by escaping is shortened', async () => {
    const answer = await ada().runCommand('papers', 'long').message();
    expect(textOf(answer)).toContain('…');
    expect(discord.violations).toEqual([]);
  });

  it('that was removed is answered with a sentence', async () => {
    await stop();
    const starting = start(new Map());
    // Somebody's client still offers what is being taken away.
    const held = discord.misbehave.hold({
      match: { method: 'PUT', path: /\/commands$/ },
      when: 'before',
    });
    await held.arrived;
    const told = await ada().runCommand('papers', 'work').message();
    expect(textOf(told)).toMatch(/older version of Offprint/);
    held.release();
    await starting;
    expect(faults()).toEqual([]);
  });
});

describe('a press', () => {
  it.each([
    ['change', 'changed by 7', false],
    ['whisper', 'whispered 7', true],
    ['announce', 'announced 7', false],
  ] as const)('on %s is answered as declared', async (label, says, alone) => {
    const panel = await ada().runCommand('papers', 'panel').message();
    const answer = await discord.person('grace').press(panel, label).message();
    expect(textOf(answer)).toBe(says);
    expect(isPrivate(answer)).toBe(alone);
    expect(answer.id === panel.id).toBe(label === 'change');
    expect(discord.violations).toEqual([]);
  });

  it('on a manager’s command is refused to others, unless the action is for everybody', async () => {
    const panel = await ada().runCommand('papers', 'panel').message();
    const grace = discord.person('grace');
    for (const label of ['managers’ end', 'managers’ form']) {
      expect(textOf(await grace.press(panel, label).message())).toMatch(/^Only people who manage/);
    }
    expect(textOf(await grace.press(panel, 'everybody’s').message())).toBe('seen');
    expect(textOf(await ada().press(panel, 'managers’ end').message())).toBe('ended');
  });

  it('on an action that only all objects have is answered with a sentence', async () => {
    const panel = await ada().runCommand('papers', 'panel').message();
    expect(textOf(await ada().press(panel, 'inherited').message())).toContain('older version');
    expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('whose update is slow leaves the message until it is there', async () => {
    const panel = await ada().runCommand('papers', 'panel').message();
    const pressed = ada().press(panel, 'slow');
    expect(await pressed.first).toEqual({ kind: 'deferred-update' });
    expect(discord.message(panel)).toEqual(panel);
    work.resolve(notice('changed slowly'));
    await discord.until(() => {
      const now = discord.message(panel);
      return now !== undefined && textOf(now) === 'changed slowly';
    });
    expect(discord.violations).toEqual([]);
  });

  it('whose slow update fails leaves the message as it is, and says why alone', async () => {
    const panel = await ada().runCommand('papers', 'panel').message();
    const pressed = ada().press(panel, 'slow');
    await pressed.first;
    work.reject(new UserError('view-expired', 'That page is gone.'));
    const told = await pressed.followUp();
    expect(textOf(told)).toBe('That page is gone.');
    expect(isPrivate(told)).toBe(true);
    expect(discord.message(panel)).toEqual(panel);
    expect(discord.violations).toEqual([]);
  });

  it('opens a form, whose content is answered', async () => {
    const panel = await ada().runCommand('papers', 'panel').message();
    const opened = ada().press(panel, 'form');
    expect((await opened.modal()).title).toBe('A note');
    const sent = await ada().submitModal(opened, { text: 'read twice' });
    const answer = await sent.message();
    expect(textOf(answer)).toBe('noted read twice for 7');
    expect(isPrivate(answer)).toBe(true);
    expect(discord.violations).toEqual([]);
  });

  it.each(['removed action', 'removed command'])('on a %s is answered alone', async (label) => {
    const panel = await ada().runCommand('papers', 'panel').message();
    const told = await ada().press(panel, label).message();
    expect(textOf(told)).toMatch(/older version of Offprint/);
    expect(isPrivate(told)).toBe(true);
    expect(faults()).toEqual([]);
    expect(discord.violations).toEqual([]);
  });
});

describe('suggestions', () => {
  it('are cut to what Discord shows, and left out where it would refuse them', async () => {
    const [choice, ...more] = await ada().autocomplete('papers', 'panel', 'word', 'a');
    expect(choice?.value).toBe('a');
    expect(choice?.name.length).toBeLessThanOrEqual(100);
    expect(more).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it('are none where they fail, and the fault is logged', async () => {
    expect(await ada().autocomplete('papers', 'panel', 'word', 'break')).toEqual([]);
    expect(faults().map(({ fields }) => fields.asked)).toEqual(['panel']);
    expect(discord.violations).toEqual([]);
  });
});

describe('a Discord that misbehaves', () => {
  it('by taking an answer for too late is nobody’s fault', async () => {
    discord.misbehave.refuse({ match: callback, status: 404, code: 10_062 });
    work.resolve(notice('done'));
    ada().runCommand('papers', 'work');
    expect(await untilLogged('answer came too late')).toMatchObject({ level: 'warn' });
    expect(faults()).toEqual([]);
    await expectAlive();
  });

  it('by failing once gets the answer again', async () => {
    discord.misbehave.fail({ match: callback });
    work.resolve(notice('done'));
    expect(textOf(await ada().runCommand('papers', 'work').message())).toBe('done');
    expect(faults()).toEqual([]);
  });

  it.each(['before', 'after'] as const)(
    'by cutting the connection %s an answer does not end the bot',
    async (when) => {
      discord.misbehave.cut({ match: callback, when });
      work.resolve(notice('done'));
      const asked = ada().runCommand('papers', 'work');
      await untilLogged('command failed');
      const answer = await asked.message();
      expect(textOf(answer)).toMatch(when === 'before' ? /give this code to/ : /^done$/);
      await expectAlive();
    },
  );

  it('by cutting the connection to a deferral does not end the bot either', async () => {
    discord.misbehave.cut({ match: callback, when: 'before', times: 2 });
    ada().runCommand('papers', 'work');
    await untilLogged('error reply could not be sent');
    work.reject(new Error('too late to be told'));
    await expectAlive();
  });

  it('by limiting a follow-up is waited for', async () => {
    const asked = ada().runCommand('papers', 'work', { share: true });
    await asked.first;
    discord.misbehave.rateLimit({
      match: { method: 'POST', ...afterwards },
      retryAfterSeconds: 0.05,
    });
    work.reject(new UserError('empty-query', 'Ask for something else.'));
    expect(textOf(await asked.followUp())).toBe('Ask for something else.');
    expect(discord.requests.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(faults()).toEqual([]);
  });

  it('by dropping the gateway is joined again', async () => {
    discord.misbehave.dropGateway();
    await discord.until(() => discord.connected);
    await expectAlive();
  });
});
