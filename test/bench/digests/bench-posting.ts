import { join } from 'node:path';
import { paperIdOf } from '../../../src/corpus/paper-id.ts';
import { noInterests } from '../../../src/digest/schedule/schedule.ts';
import type { LocalDiscord, RecordedRequest } from '../../../src/local-discord/local-discord.ts';
import { openLocalDiscord } from '../../../src/local-discord/open-local-discord.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { scheduleOf } from '../../digest/schedule-of.ts';
import type { BuiltProject } from '../../main/build-project.ts';
import { startProgram } from '../../main/start-program.ts';
import { processUsage } from '../process-usage.ts';
import { say, table } from '../search/say.ts';

/** Discord's requests a second, and the part of them that is to be used at least. */
const [perSecond, leastShare] = [50, 0.95];
/** Milliseconds that the bot has from its start until the minute at which all digests are due. */
const leadTime = 45_000;
/** Topics that the channels ask for in turn, and none. */
const topics = [[], ['agents'], ['alignment'], ['reasoning'], ['multimodal']];

/**
 * The built bot with a channel in each of many servers, whose digests are all due in the same minute, on
 * a Discord that enforces its limits: messages a second by Discord's clock, from the first to the last.
 */
export async function benchPosting(project: BuiltProject, channels: number): Promise<void> {
  say('\nDigests due in the same minute, posted by the built bot to a Discord with its limits');
  table(
    ['channels', 'posted', 's', 'a second', 'of 50', 'at least', 'over a limit', 'ms CPU each'],
    [await measurePosting(project, channels)],
  );
}

async function measurePosting(project: BuiltProject, channels: number): Promise<string[]> {
  const guilds = Array.from({ length: channels }, (_, n) => ({
    name: `Lab ${n}`,
    channels: [`papers-${n}`],
  }));
  const discord = await openLocalDiscord({
    rateLimits: 'discord',
    scene: { people: ['ada'], guilds },
  });
  const database = join(project.folder, `data/posting-${channels}.sqlite`);
  await setUp(discord, database, channels);
  const bot = startProgram(project, 'main', {
    environment: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      OFFPRINT_DB: database,
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
  });
  await bot.lineWith('Connected');
  const before = processUsage(bot.child.pid).cpuMs;
  const posted = () => discord.requests.filter(isPosted);
  const timeoutMs = leadTime + 60_000 + (1_000 * channels) / 10;
  await discord.until(() => posted().length >= channels, { what: 'all digests', timeoutMs });
  const cpuMs = processUsage(bot.child.pid).cpuMs - before;
  const times = posted().map(({ at }) => at);
  const seconds = (Math.max(...times) - Math.min(...times)) / 1_000;
  const rate = (times.length - 1) / seconds;
  const over = discord.violations.filter(({ kind }) => kind === 'rate-limit').length;
  bot.child.kill('SIGTERM');
  await bot.ended;
  await discord.close();
  return [
    String(channels),
    String(times.length),
    seconds.toFixed(1),
    rate.toFixed(1),
    `${((100 * rate) / perSecond).toFixed(0)} %`,
    `${100 * leastShare} %`,
    String(over),
    (cpuMs / channels).toFixed(1),
  ];
}

/** Sets up a digest for each channel, at the minute that comes after the lead time. */
async function setUp(discord: LocalDiscord, database: string, channels: number): Promise<void> {
  const due = new Date(Date.now() + leadTime + 60_000);
  const clock = { now: () => new Date() };
  const store = await openStore({ database, role: 'command', paperIdOf, clock });
  for (let n = 0; n < channels; n += 1) {
    const channel = discord.channel(`papers-${n}`);
    await store.schedules.keepSchedule(
      scheduleOf({
        destination: channel.id,
        server: channel.guildId ?? '',
        zone: 'UTC',
        minute: due.getUTCHours() * 60 + due.getUTCMinutes(),
        interests: { ...noInterests, topics: topics[n % topics.length] ?? [] },
        setUpAt: new Date(),
        activeSince: new Date(Date.now() - 86_400_000),
      }),
    );
  }
  await store.close();
}

function isPosted({ method, path, status }: RecordedRequest): boolean {
  return method === 'POST' && /^\/channels\/\d+\/messages$/.test(path) && status === 200;
}
