import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paperIdOf } from '../../src/corpus/paper-id.ts';
import { openLocalDiscord } from '../../src/local-discord/open-local-discord.ts';
import { openStore } from '../../src/store/open-store.ts';
import { scheduleOf } from '../digest/schedule-of.ts';
import { textOf } from '../end-to-end/read-message.ts';
import { type BuiltProject, buildProject } from './build-project.ts';
import { startProgram } from './start-program.ts';

let project: BuiltProject;

beforeAll(async () => {
  project = await buildProject();
});

afterAll(() => project.remove());

/** A zone in which it is between twelve and one now. */
function zoneAtNoon(now: Date): string {
  const ahead = 12 - now.getUTCHours();
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

it('npm start posts what is due, however late it starts, and once over two starts', async () => {
  const discord = await openLocalDiscord();
  const now = new Date();
  const database = join(project.folder, 'data', 'digest.sqlite');
  const store = await openStore({
    database,
    role: 'command',
    paperIdOf,
    clock: { now: () => now },
  });
  const { id, guildId } = discord.channel('papers');
  await store.schedules.keepSchedule(
    scheduleOf({
      destination: id,
      server: guildId ?? '',
      zone: zoneAtNoon(now),
      minute: 11 * 60,
      setUpAt: new Date(now.getTime() - 86_400_000),
      activeSince: new Date(now.getTime() - 86_400_000),
    }),
  );
  await store.close();
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    OFFPRINT_DB: database,
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
  for (let starts = 0; starts < 2; starts += 1) {
    const bot = startProgram(project, 'main', { environment });
    await discord.until(() => discord.messages('papers').length > 0, { timeoutMs: 20_000 });
    await bot.lineWith('Connected');
    bot.child.kill('SIGTERM');
    // Stopping waits for what is under way.
    expect(await bot.ended).toMatchObject({ code: 0, stderr: [] });
  }
  const messages = discord.messages('papers');
  expect(messages).toHaveLength(1);
  expect(messages.map(textOf)).toEqual([expect.stringContaining('from the page of 24 Sep')]);
  expect(discord.violations).toEqual([]);
  await discord.close();
});
