import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Client, Events, Routes } from 'discord.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openPlayground } from '../../src/playground/open-playground.ts';
import { openWorld } from '../../src/playground/world/playground-world.ts';
import { answerDemo, connectClient, demoCommands } from '../local-discord/demo-bot.ts';
import { launchBrowser, missingForBrowser, openPage } from './open-page.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const day = 24 * 60 * 60_000;

/** A list as Offprint's are, with a select for several values and one for people. */
const list = {
  flags: 1 << 15,
  components: [
    { type: 10, content: '## 📰 Papers\n**1.** [One](https://example.org)\n**2.** Two' },
    {
      type: 1,
      components: [
        {
          type: 3,
          custom_id: 'days',
          placeholder: 'Days',
          max_values: 3,
          options: ['Mon', 'Tue', 'Wed'].map((label) => ({ label, value: label.toLowerCase() })),
        },
      ],
    },
    { type: 1, components: [{ type: 5, custom_id: 'who', placeholder: 'Who' }] },
  ],
};

describe.skipIf(missingForBrowser !== '')(
  `the page as in Discord${missingForBrowser && ` (skipped for want of ${missingForBrowser})`}`,
  () => {
    const world = openWorld();
    const complaints: string[] = [];
    const chosen: string[] = [];
    let discord: LocalDiscord;
    let client: Client<true>;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      discord = await openPlayground({ world });
      client = await connectClient(discord);
      client.on(Events.InteractionCreate, (interaction) => {
        if (interaction.isStringSelectMenu() || interaction.isUserSelectMenu()) {
          chosen.push(`${interaction.customId}: ${interaction.values.join(' ')}`);
          void interaction.deferUpdate();
        } else {
          void answerDemo(interaction);
        }
      });
      await client.application.commands.set(demoCommands);
      browser = await launchBrowser();
      page = await openPage(browser, discord.origin, complaints, {
        permissions: ['clipboard-read', 'clipboard-write'],
      });
    });

    afterAll(async () => {
      await browser.close();
      await client.destroy();
      await discord.close();
      expect(complaints).toEqual([]);
    });

    const line = () => page.getByRole('combobox', { name: /^Message/ });

    async function postList(): Promise<{ id: string }> {
      const papers = discord.channel('papers').id;
      return (await client.rest.post(Routes.channelMessages(papers), { body: list })) as {
        id: string;
      };
    }

    it('shows every emoji, whatever fonts there are', async () => {
      await postList();
      discord.person('ada').send('papers', 'react 1️⃣–8️⃣ or 🔟 ❤️ 👩‍🔬 🏳️‍🌈 🧵');
      await page.getByAltText('👩‍🔬').waitFor();
      const drawn = await page.locator('article img.emoji').evaluateAll((all) =>
        Promise.all(
          all.map(async (image) => {
            await (image as HTMLImageElement).decode();
            return (image as HTMLImageElement).naturalWidth;
          }),
        ),
      );
      expect(drawn.length).toBeGreaterThan(7);
      expect(await page.getByRole('article').last().innerText()).toMatch(/react\s+–\s+or/);
      expect(Math.min(...drawn)).toBeGreaterThan(0);
    });

    it('opens a select when it is pressed, and sends several values when it is closed', async () => {
      expect(await page.getByRole('article').getByRole('option').count()).toBe(0);
      await page.getByRole('button', { name: 'Days' }).press('Enter');
      await page.getByRole('option', { name: 'Mon' }).press('Enter');
      await page.getByRole('option', { name: 'Wed' }).click();
      await page.keyboard.press('Escape');
      await discord.until(() => chosen.includes('days: mon wed'));
      await page.getByRole('button', { name: 'Who' }).click();
      await page.getByRole('listbox').getByRole('option', { name: 'grace' }).click();
      await discord.until(() => chosen.includes(`who: ${discord.person('grace').id}`));
    });

    it('opens the menu of a message by the keyboard, with the numbers that it uses', async () => {
      const message = page.getByRole('article').filter({ hasText: 'Two' });
      await message.focus();
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menuitem', { name: 'Apps: Save paper' }).waitFor();
      const offered = await page.getByRole('menuitem', { name: 'React with' }).allInnerTexts();
      expect(offered.length).toBeGreaterThan(3);
      expect(await page.getByRole('menuitem', { name: 'React with 2️⃣' }).count()).toBe(1);
      expect(await page.getByRole('menuitem', { name: 'React with 3️⃣' }).count()).toBe(0);
      await page.getByRole('menuitem', { name: 'React with 2️⃣' }).click();
      await message.getByRole('button', { name: '2️⃣, 1 reaction' }).waitFor();
      await message.click({ button: 'right', position: { x: 5, y: 5 } });
      await page.getByRole('menuitem', { name: 'Copy link' }).click();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      const { id, guildId } = discord.channel('papers');
      expect(link).toMatch(new RegExp(`^${discord.origin}/channels/${guildId}/${id}/\\d+$`));
    });

    it('takes a suggestion with Tab', async () => {
      await line().fill('/sav');
      await line().press('Tab');
      await page.getByRole('button', { name: '+ who' }).click();
      await page.getByRole('combobox', { name: 'who' }).fill('gr');
      await page.getByRole('listbox').getByRole('option', { name: 'grace' }).waitFor();
      await page.getByRole('combobox', { name: 'who' }).press('Tab');
      expect(await page.getByRole('combobox', { name: 'who' }).inputValue()).toBe('grace');
      await page.keyboard.press('Escape');
    });

    it('marks what is unread, and follows links inside the page', async () => {
      const { id, guildId } = discord.channel('papers');
      const list = discord.messages('papers')[0];
      const general = () => page.getByRole('button', { name: 'general' });
      discord
        .person('grace')
        .send('general', `<#${id}> https://discord.com/channels/${guildId}/${id}/${list?.id}`);
      await general().getByLabel('unread').waitFor();
      await general().click();
      await page.getByRole('button', { name: '#papers › message' }).click();
      await page.waitForURL(`**/channels/${guildId}/${id}/${list?.id}?**`);
      expect(await general().getByLabel('unread').count()).toBe(0);
      await page.goBack();
      await page
        .locator('message-list')
        .getByRole('button', { name: '#papers', exact: true })
        .click();
      await page.waitForURL(`**/channels/${guildId}/${id}?**`);
      expect(page.context().pages()).toHaveLength(1);
    });

    it('begins a thread with the message that it started from', async () => {
      const ada = discord.person('ada');
      const starter = ada.send('papers', 'Which tea?');
      const thread = ada.startThread('papers', 'Tea', starter);
      ada.send(thread, 'Assam');
      await page.getByRole('button', { name: /Tea 1 message/ }).click();
      await page.getByText('The beginning of the thread').waitFor();
      expect(await page.getByRole('article').allInnerTexts()).toEqual([
        expect.stringContaining('Which tea?'),
        expect.stringContaining('Assam'),
      ]);
    });

    it('loads older messages where it is, and parts the days', async () => {
      const grace = discord.person('grace');
      for (let number = 0; number < 60; number += 1) {
        grace.send('general', `Cup ${number}`);
      }
      world.clock.moveTo(world.clock.now() + day);
      grace.send('general', 'The next morning');
      await page.getByRole('button', { name: 'general' }).click();
      await page.getByText('The next morning').waitFor();
      expect(await page.getByRole('separator').count()).toBe(2);
      expect(await page.getByText('Cup 3', { exact: true }).count()).toBe(0);
      await page.getByRole('button', { name: 'Load older messages' }).click();
      await page.getByText('Cup 3', { exact: true }).waitFor();
    });

    it('scrolls to the beginning of a new answer', async () => {
      const height = 420;
      await page.setViewportSize({ width: 1280, height });
      await page.getByRole('button', { name: 'papers', exact: true }).click();
      await line().fill('/search planning');
      await page.getByRole('button', { name: 'Run' }).click();
      const answer = page.getByRole('article').last();
      await answer.getByText('Found for planning').waitFor();
      const { top, bottom } = await page
        .waitForFunction(
          (element) => {
            const place = (element as Element).getBoundingClientRect();
            return place.top > 0 && place.top < 150 && { top: place.top, bottom: place.bottom };
          },
          await answer.elementHandle(),
        )
        .then((found) => found.jsonValue() as Promise<{ top: number; bottom: number }>);
      expect(top).toBeLessThan(150);
      expect(bottom).toBeGreaterThan(height - 100);
    });

    it.each([
      ['dark', 1280],
      ['light', 1280],
      ['light', 360],
    ] as const)(
      'has no serious accessibility fault in %s at %i pixels',
      async (colorScheme, width) => {
        const other = await openPage(browser, discord.origin, complaints, {
          colorScheme,
          viewport: { width, height: 740 },
        });
        await other.getByRole('article').first().waitFor();
        await other.getByRole('button', { name: 'Who' }).click();
        await other.evaluate(await readFile(axe, 'utf8'));
        const { violations } = await other.evaluate(() =>
          (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(),
        );
        const serious = violations.filter(
          ({ impact }) => impact === 'serious' || impact === 'critical',
        );
        expect(
          serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).toEqual([]);
        await other.context().close();
      },
    );
  },
);
