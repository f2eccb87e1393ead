import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { buildProject } from '../main/build-project.ts';
import { addressIn, startProgram } from '../main/start-program.ts';
import { launchBrowser, openPage } from '../playground/open-page.ts';
import { act, readView } from '../playground/read-view.ts';
import { animate, type Frame } from './animate.ts';

// Makes the README's pictures from the playground's replay, so that they show what Offprint shows.

const folder = new URL('../../.github/', import.meta.url);
const environment = { PORT: '0', LOG_LEVEL: 'warn', TZ: 'UTC' };
const looks = { colorScheme: 'light', locale: 'en-GB', timezoneId: 'UTC' } as const;

const project = await buildProject();
const program = startProgram(project, 'main', { args: ['--replay'], environment });
const browser = await launchBrowser();
try {
  const address = addressIn(await program.lineWith('http'));
  const complaints: string[] = [];
  const film = await openPage(browser, address, complaints, {
    ...looks,
    viewport: { width: 900, height: 560 },
  });
  const frames = await playReplay(film, address);
  await writeFile(new URL('replay.gif', folder), await animate(browser, frames));

  const page = await openPage(browser, address, complaints, {
    ...looks,
    viewport: { width: 1000, height: 2000 },
  });
  const digest = page.getByRole('article').filter({ hasText: 'Trending' }).last();
  await keep('digest', digest);
  await run(page, '/search preference optimization without a reward model');
  await keep('answer', page.getByRole('article').filter({ hasText: 'used /search' }).last());
  await run(page, '/saved list ', async () => {
    await page.getByRole('button', { name: '+ who' }).click();
    await page.getByRole('combobox', { name: 'who' }).selectOption('team');
  });
  await keep('library', page.getByRole('article').filter({ hasText: 'used /saved' }).last());
  if (complaints.length > 0) {
    throw new Error(complaints.join('\n'));
  }
} finally {
  await browser.close();
  await project.remove();
}

/** Goes from page to page, with saves on the way. @returns what was seen. */
async function playReplay(page: Page, address: string): Promise<Frame[]> {
  const frames: Frame[] = [];
  const shoot = async (shownFor: number) => {
    await page.mouse.move(0, 559);
    await settle(page);
    frames.push({ png: await page.screenshot(), shownFor });
  };
  await page.getByRole('article').first().waitFor();
  await shoot(1_500);
  const next = page.getByRole('button', { name: 'Next page' });
  for (const savers of [['grace', 'alan'], ['ada', 'grace'], ['alan'], []]) {
    const before = await page.getByRole('article').count();
    await next.click();
    await page.getByRole('article').nth(before).waitFor({ timeout: 60_000 });
    await page.locator('[aria-busy=false]').waitFor({ timeout: 60_000 });
    await shoot(2_000);
    const { messages, channel } = await readView(address);
    const message = messages.findLast((each) => each.message.author.bot)?.message.id ?? '';
    for (const [at, person] of savers.entries()) {
      const emoji = `${at + 1}\uFE0F\u20E3`;
      const reaction = {
        kind: 'react',
        channel: channel.id,
        message,
        on: true,
        burst: false,
      } as const;
      await act(address, person, { ...reaction, emoji });
      await act(address, person, { ...reaction, emoji: '1️⃣' });
    }
    if (savers.length > 0) {
      await page
        .getByRole('article')
        .last()
        .getByRole('button', { name: /Save · / })
        .first()
        .waitFor();
      await shoot(1_500);
    }
  }
  return frames;
}

async function run(page: Page, command: string, fill = async () => {}): Promise<void> {
  await page.getByRole('combobox', { name: /^Message/ }).fill(command);
  await fill();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

async function keep(name: string, article: Locator): Promise<void> {
  await article.getByRole('button').first().waitFor();
  await settle(article.page());
  await article.page().mouse.move(0, 0);
  await article.screenshot({ path: new URL(`${name}.png`, folder).pathname });
}

/** Waits until everything is drawn. */
async function settle(page: Page): Promise<void> {
  await page
    .locator('img')
    .evaluateAll((all) => Promise.all(all.map((image) => (image as HTMLImageElement).decode())));
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}
