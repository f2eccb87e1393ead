import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Client, Events } from 'discord.js';
import type { APIMessage } from 'discord-api-types/v10';
import PQueue from 'p-queue';
import { expect, it, onTestFinished } from 'vitest';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { papersOfMessage } from '../../../src/digest/compose/digest-actions.ts';
import { claimIdOf } from '../../../src/digest/post/claim-id.ts';
import { createDiscordClient } from '../../../src/discord/connection/create-discord-client.ts';
import { createPoster } from '../../../src/discord/posting/create-poster.ts';
import { readSentMessage } from '../../../src/discord/posting/read-sent-message.ts';
import { createManualClock, type ManualClock } from '../../../src/local-discord/clock.ts';
import type { LocalDiscord } from '../../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../../src/local-discord/open-local-discord.ts';
import { createRandom } from '../../../src/search/random.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { longTests } from '../../long-tests.ts';
import { createAddressed } from '../../store/engines.ts';
import { makeTestFolder } from '../../store/make-test-folder.ts';
import { pageOf } from '../../store/open-test-store.ts';
import { openDigestRig } from '../open-digest-rig.ts';
import { scheduleOf } from '../schedule-of.ts';

/** Twice or five times at each step; more by hand: KILL_RUNS=200. */
const runs = Number(process.env.KILL_RUNS ?? (longTests ? 65 : 26));
const start = Date.parse('2026-01-15T08:00:00Z');
const day = '2026-01-15';
const script = fileURLToPath(new URL('processes/post-and-die.ts', import.meta.url));

/** Where the process dies: around each step, or while its post is under way at Discord. */
const steps = [
  'before claim',
  'after claim',
  'before post',
  'before the post took effect',
  'after the post took effect',
  'after post',
  'messageShown',
  'before record',
  'after record',
  'before publish',
  'after publish',
  'before complete',
  'after complete',
] as const;

const faults = ['none', 'none', 'cut before', 'cut after', '503', '502 after', '429'] as const;

interface Run {
  readonly channel: string;
  /** Path or address of its database. */
  readonly file: string;
  readonly step: (typeof steps)[number];
  /** Milliseconds until the bot is back. */
  readonly wait: number;
  /** What Discord does to its next post. */
  readonly fault: (typeof faults)[number];
}

it(`posts one message and keeps a full ledger, killed at any step (${runs} runs)`, async () => {
  const clock = createManualClock(start);
  const discord = await openLocalDiscord({ clock });
  onTestFinished(() => discord.close());
  const planned = await planRuns(discord);
  const queue = new PQueue({ concurrency: 3 });
  await queue.addAll(planned.map((run) => () => dieOnce(discord, run)));
  const client = await connect(discord);
  for (const run of planned.toSorted((a, b) => a.wait - b.wait)) {
    await comeBack(discord, client, clock, run);
  }
  expect(discord.violations).toEqual([]);
}, 600_000);

async function planRuns(discord: LocalDiscord): Promise<Run[]> {
  const folder = makeTestFolder();
  const random = createRandom(20260115);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const planned: Run[] = [];
  for (let n = 0; n < runs; n += 1) {
    const { id: channel } = discord.guild().addChannel({ name: `run-${n}`, type: 'announcement' });
    const { address, drop } = await createAddressed(join(folder, `${n}.sqlite`));
    onTestFinished(drop);
    await fillStore(address, channel, 1 + Math.floor(random() * 12));
    const wait = one([1, 30, 80, 100, 400, 3600, 5 * 3600]) * 1000;
    planned.push({
      channel,
      file: address,
      step: steps[n % steps.length] ?? 'after claim',
      wait,
      fault: one(faults),
    });
  }
  return planned;
}

async function fillStore(file: string, channel: string, papers: number): Promise<void> {
  const clock = { now: () => new Date(start) };
  const store = await openStore({ database: file, role: 'command', paperIdOf, clock });
  const titles = Array.from({ length: papers }, (_, n) => `Paper ${n}`);
  await store.corpus.importPage(pageOf(titles, { date: '2026-01-14' }));
  const activeSince = new Date(start - 3_600_000);
  await store.schedules.keepSchedule(
    scheduleOf({ destination: channel, publish: true, activeSince }),
  );
  await store.close();
}

/** Starts the bot as a process of its own and kills it at the step. */
async function dieOnce(discord: LocalDiscord, { channel, file, step }: Run): Promise<void> {
  const underWay = /^(before|after) the post took effect$/.exec(step)?.[1];
  const held = underWay
    ? discord.misbehave.hold({
        match: { method: 'POST', path: `/channels/${channel}/messages` },
        when: underWay === 'before' ? 'before' : 'after',
      })
    : undefined;
  const now = new Date(start).toISOString();
  const args = ['--import', 'tsx', script, file, discord.url, discord.token, now, step];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = once(child, 'close');
  await held?.arrived;
  if (held) {
    child.kill('SIGKILL');
  }
  const [, signal] = await ended;
  held?.release();
  expect(signal, step).toBe('SIGKILL');
}

async function connect(discord: LocalDiscord): Promise<Client<true>> {
  const client = createDiscordClient(discord.url);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  onTestFinished(() => client.destroy());
  return ready;
}

/** The bot is there again after a while, and Discord may misbehave once more. */
async function comeBack(
  discord: LocalDiscord,
  client: Client<true>,
  clock: ManualClock,
  run: Run,
): Promise<void> {
  clock.set(start + run.wait);
  const poster = createPoster(() => ({ client, mention: (command) => `/${command}` }));
  const rig = await openDigestRig({
    at: new Date(clock.now()).toISOString(),
    file: run.file,
    poster,
  });
  misbehave(discord, run.fault);
  await rig.digests.tick();
  discord.misbehave.heal();
  for (let tries = 0; tries < 3; tries += 1) {
    clock.advance(60_000);
    rig.clock.at = new Date(clock.now());
    await rig.digests.tick();
  }
  const where = `${run.step}, back after ${run.wait / 1000} s, ${run.fault}`;
  const messages = discord.messages(run.channel);
  expect(messages, where).toHaveLength(1);
  const claim = claimIdOf(run.channel, day, 0);
  const papers = papersOfMessage(readSentMessage(messages[0] as APIMessage), claim) ?? [];
  expect(papers.length, where).toBeGreaterThan(0);
  expect(await rig.store.digestLedger.openClaims(), where).toEqual([]);
  expect(await rig.store.digestLedger.entry(claim), where).toMatchObject({
    outcome: 'posted',
    messageId: messages[0]?.id,
    papers: papers.length,
  });
  const { shown } = await rig.store.digestLedger.memory(run.channel);
  expect([...shown.keys()].toSorted(), where).toEqual(papers.map(({ id }) => id).toSorted());
}

function misbehave(discord: LocalDiscord, fault: Run['fault']): void {
  const match = { method: 'POST', path: /messages$/ } as const;
  if (fault === 'cut before') {
    discord.misbehave.cut({ match, when: 'before' });
  }
  if (fault === 'cut after') {
    discord.misbehave.cut({ match, when: 'after' });
  }
  if (fault === '503') {
    discord.misbehave.fail({ match, times: 4 });
  }
  if (fault === '502 after') {
    discord.misbehave.fail({ match, status: 502, when: 'after', times: 4 });
  }
  if (fault === '429') {
    discord.misbehave.rateLimit({ match, retryAfterSeconds: 300 });
  }
}
