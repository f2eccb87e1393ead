import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';
const script = new URL('../../dist/src/playground/page/playground-app.js', import.meta.url);

/** What a test in a browser needs and this machine lacks, in words; empty where it has everything. */
export const missingForBrowser: string = [
  ...(existsSync(executablePath) ? [] : ["Debian's chromium"]),
  ...(existsSync(script) ? [] : ['npm run build']),
].join(' and ');

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page whose errors are added to `complaints`. */
export async function openPage(
  browser: Browser,
  address: string,
  complaints: string[],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') {
      complaints.push(message.text());
    }
  });
  await page.goto(address);
  return page;
}
