import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as Type,
} from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { createManualClock } from '../../src/local-discord/clock.ts';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import type { OptionValue, OptionValues } from '../../src/local-discord/people/person.ts';
import { textOf } from '../end-to-end/read-message.ts';
import { type BuiltProject, buildProject } from './build-project.ts';
import { type Program, startProgram } from './start-program.ts';

// Each start takes a second, or many where the machine is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const patient = { timeoutMs: 120_000 } as const;

let project: BuiltProject;
let discord: LocalDiscord;

beforeAll(async () => {
  project = await buildProject();
  // People wait for an answer for as long as it takes: a busy machine is no fault of the bot's.
  discord = await openLocalDiscord({ clock: createManualClock(Date.now()) });
});

afterAll(async () => {
  await discord.close();
  await project.remove();
});

function startBot(): Program {
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    OFFPRINT_DB: 'data/start.sqlite',
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
  const bot = startProgram(project, 'main', { environment });
  onTestFinished(() => void bot.child.kill('SIGKILL'));
  return bot;
}

async function stop(bot: Program): Promise<readonly string[]> {
  bot.child.kill('SIGTERM');
  const { code, stderr } = await bot.ended;
  expect(code).toBe(0);
  return stderr.map((line) => JSON.parse(line).msg as string);
}

/** The names by which a command is run, and what each asks for: `saved list`, `digest setup`. */
function runsOf({ name, options = [] }: APIApplicationCommand): [string, OptionValues][] {
  const subcommands = options.filter((option) => option.type === Type.Subcommand);
  return subcommands.length === 0
    ? [[name, required(options)]]
    : subcommands.map((each) => [`${name} ${each.name}`, required(each.options ?? [])]);
}

function required(options: readonly APIApplicationCommandOption[]): OptionValues {
  const asked = (options as readonly APIApplicationCommandBasicOption[]).filter(
    (option) => option.required,
  );
  return Object.fromEntries(asked.map((option) => [option.name, sampleOf(option)]));
}

function sampleOf(option: APIApplicationCommandBasicOption): OptionValue {
  if ('choices' in option && option.choices?.[0]) {
    return option.choices[0].value;
  }
  if (option.type === Type.Attachment) {
    return { name: 'papers.jsonl', content: JSON.stringify({ title: 'A paper on starting up' }) };
  }
  return option.type === Type.Channel ? 'papers' : 'planning';
}

it('answers every command, button and reaction in the first second of a start, registered or not', async () => {
  const first = startBot();
  await first.lineWith('Connected');
  const ada = discord.person('ada');
  const query = 'preference optimization';
  const shared = await ada.runCommand('papers', 'search', { query, share: true }).message();
  await stop(first);

  // Discord lets nobody register anything for an hour.
  const commandsPath = { path: /\/commands$/ } as const;
  discord.misbehave.rateLimit({ match: commandsPath, retryAfterSeconds: 3600, times: 10 });
  const second = startBot();
  await discord.until(() => discord.connected, patient);
  ada.react(shared, '1️⃣');
  const slash = discord.commands().filter(({ type }) => type === 1);
  const extra: Record<string, OptionValues> = {
    // Not the form that asks for the rest.
    'digest setup': { channel: 'announcements', time: '9am', time_zone: 'Europe/Berlin' },
  };
  const answers = slash.flatMap(runsOf).map(async ([name, options]) => {
    const run = ada.runCommand('papers', name, { ...options, ...extra[name] });
    return [name, await run.message().then(textOf, String)] as const;
  });
  const next = ada.press(shared, 'Next').message().then(textOf, String);
  for (const [name, text] of await Promise.all(answers)) {
    expect(text, name).not.toMatch(/went wrong|did not respond|Error/);
    expect(text.length, name).toBeGreaterThan(0);
  }
  expect(await next).not.toMatch(/went wrong|did not respond|Error/);
  const saved = await ada.runCommand('papers', 'saved list').message();
  expect(textOf(saved)).toMatch(/1 (saved )?paper/);
  // It did not wait for the commands, and a stop does not wait for them either.
  await second.lineWith('Connected');
  expect(await stop(second)).toEqual([]);
  discord.misbehave.heal();
  expect(discord.violations).toEqual([]);
});

it('is stopped though Discord makes its start wait', async () => {
  const gateway = { path: '/gateway/bot' } as const;
  discord.misbehave.rateLimit({ match: gateway, retryAfterSeconds: 3600 });
  const asked = discord.requests.length;
  const bot = startBot();
  await discord.until(
    () =>
      discord.requests
        .slice(asked)
        .some(({ path, status }) => path === gateway.path && status === 429),
    patient,
  );
  expect(await stop(bot)).toEqual([]);
});

it('is stopped though what is under way does not end, by a second signal at once', async () => {
  const [message] = discord.messages('papers');
  const match = { method: 'GET', path: `/channels/${message?.channel_id}/messages/${message?.id}` };
  const held = discord.misbehave.hold({ match: match as never, when: 'before' });
  onTestFinished(() => discord.misbehave.heal());
  onTestFinished(() => held.release());
  const first = startBot();
  await first.lineWith('Connected');
  await held.arrived;
  expect(await stop(first)).toEqual(['stopped before everything had finished']);

  const again = discord.misbehave.hold({ match: match as never, when: 'before' });
  onTestFinished(() => again.release());
  const second = startBot();
  await second.lineWith('Connected');
  await again.arrived;
  // Until it is gone: two signals at the same moment may arrive as one.
  const signals = setInterval(() => second.child.kill('SIGTERM'), 100);
  expect((await second.ended).code).toBe(143);
  clearInterval(signals);
});
