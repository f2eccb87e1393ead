import { type ChatInputCommandInteraction, type Client, Events } from 'discord.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalDiscord } from '../../src/local-discord/local-discord.ts';
import { openPlayground } from '../../src/playground/open-playground.ts';
import { answerDemo, connectClient, demoCommands } from '../local-discord/demo-bot.ts';
import { launchBrowser, missingForBrowser, openPage } from './open-page.ts';

/** Takes a file and says what is in it. */
const weigh = {
  name: 'weigh',
  description: 'Weighs a file',
  options: [{ type: 11, name: 'file', description: 'What to weigh', required: true }],
};

async function answerWeigh(interaction: ChatInputCommandInteraction): Promise<void> {
  const { url } = interaction.options.getAttachment('file', true);
  await interaction.reply(`In the file: ${await (await fetch(url)).text()}`);
}

describe.skipIf(missingForBrowser !== '')(
  `the page in a browser${missingForBrowser && ` (skipped for want of ${missingForBrowser})`}`,
  () => {
    let discord: LocalDiscord;
    let client: Client<true>;
    let browser: Browser;
    let page: Page;
    const complaints: string[] = [];

    beforeAll(async () => {
      discord = await openPlayground();
      client = await connectClient(discord);
      client.on(Events.InteractionCreate, (interaction) => {
        const answer =
          interaction.isChatInputCommand() && interaction.commandName === 'weigh'
            ? answerWeigh(interaction)
            : answerDemo(interaction);
        answer.catch((error: unknown) => complaints.push(String(error)));
      });
      await client.application.commands.set([...demoCommands, weigh]);
      browser = await launchBrowser();
      page = await openPage(browser, discord.origin, complaints);
    });

    afterAll(async () => {
      await browser.close();
      await client.destroy();
      await discord.close();
      expect(complaints).toEqual([]);
    });

    const line = () => page.getByRole('combobox', { name: /^Message/ });

    it('offers the commands in an empty channel, and begins the one that is pressed', async () => {
      await page.getByRole('button', { name: '/search', exact: true }).click();
      await page.waitForFunction(() => {
        let focused = document.activeElement;
        while (focused?.shadowRoot?.activeElement) {
          focused = focused.shadowRoot.activeElement;
        }
        return focused?.id === 'option-query';
      });
      await page.keyboard.press('Escape');
      await line().waitFor();
    });

    it('runs a command by the keyboard, with choices while one types', async () => {
      await line().fill('/sea');
      await line().press('Enter');
      await page.getByLabel('query').fill('graph networks');
      await page.getByRole('button', { name: '+ title' }).click();
      await page.getByLabel('title').fill('tw');
      await page.getByRole('option', { name: 'two' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('option', { name: 'two' }).waitFor({ state: 'detached' });
      await page.getByLabel('title').fill('t');
      await page.getByRole('option', { name: 'two' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Found for graph networks' }).waitFor();
      await page.getByText('Only you can see this').waitFor();
      const sent = discord.requests.findLast(({ path }) =>
        path.endsWith('callback?with_response=false'),
      );
      expect(sent?.status).toBe(204);
    });

    it('presses, chooses, and keeps private answers private', async () => {
      await page.getByRole('button', { name: 'Next', exact: true }).click();
      await page.getByRole('heading', { name: 'Page two' }).waitFor();
      const select = page.getByRole('button', { name: 'Read an abstract' });
      await select.click();
      await page.getByRole('option', { name: 'Second' }).click();
      await page.getByText('Abstract of 2').waitFor();
      await page.getByLabel('You are').selectOption('grace');
      await page.getByText('A Discord of your own').waitFor();
      expect(await page.getByText('Abstract of 2').count()).toBe(0);
    });

    it('fills in a modal', async () => {
      await line().fill('/note');
      await line().press('Enter');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Your note' });
      await dialog.getByLabel('Text').fill('worth reading');
      await dialog.getByRole('button', { name: 'Submit' }).click();
      await page.getByText('Noted: worth reading').waitFor();
      expect(await dialog.count()).toBe(0);
    });

    it('sends a chosen file along', async () => {
      await line().fill('/weigh');
      await line().press('Enter');
      await page.getByLabel('file').setInputFiles({
        name: 'tea.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('two cups ☕'),
      });
      await page.getByRole('button', { name: 'Run' }).click();
      await page.getByText('In the file: two cups').waitFor();
      await page.getByAltText('☕').waitFor();
    });

    it('shows what people write as text, never as HTML, and reacts', async () => {
      await line().fill('<img src=x onerror=alert(1)> **bold**');
      await line().press('Enter');
      await page.getByText('<img src=x onerror=alert(1)>').waitFor();
      expect(await page.locator('img:not(.emoji)').count()).toBe(0);
      expect(await page.locator('strong', { hasText: 'bold' }).count()).toBe(1);
      const message = page.getByRole('article').last();
      await message.hover();
      await message.getByRole('button', { name: 'React with 🔖' }).first().click();
      await page.getByRole('button', { name: '🔖, 1 reaction' }).click();
      await page.getByRole('button', { name: '🔖, 1 reaction' }).waitFor({ state: 'detached' });
      expect(discord.violations).toEqual([]);
    });
  },
);
