import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import type { AppConfig } from '../../config/read-app-config.ts';
import { inspectBot } from '../../discord/registration/deploy-commands.ts';
import { createZoteroApi } from '../../library/zotero/zotero-api.ts';
import { describeCorpus, describeCount } from '../../reply/papers/describe-corpus.ts';
import type { Terminal } from '../terminal.ts';

/** What one check found, as a sentence. */
interface Finding {
  readonly good: boolean;
  readonly says: string;
}

/** `doctor`: checks the set-up. Invalid settings end it at once: there is nothing to check with. */
export function addDoctor(program: Command, terminal: Terminal): void {
  program
    .command('doctor')
    .description('check the set-up and say what is wrong')
    .action(async () => {
      const { config } = terminal;
      const findings: Finding[] = [{ good: true, says: 'The settings are valid.' }];
      findings.push(await checkDatabase(terminal).catch(finding));
      findings.push(await checkPages(config).catch(finding));
      findings.push(await checkDiscord(config).catch(finding));
      findings.push(await checkZotero(config).catch(finding));
      for (const { good, says } of findings) {
        terminal.say(`${good ? 'ok   ' : 'wrong'} ${says}`);
      }
      const wrong = findings.filter(({ good }) => !good).length;
      if (wrong > 0) {
        throw new Error(`${describeCount(wrong, 'problem')} to fix.`);
      }
    });
}

function finding(error: unknown): Finding {
  return { good: false, says: error instanceof Error ? error.message : String(error) };
}

async function checkDatabase(terminal: Terminal): Promise<Finding> {
  let says = '';
  await terminal.withOffprint(async ({ corpus }) => {
    says = `The database ${terminal.config.database} contains ${describeCorpus(await corpus.overview())}.`;
  });
  return { good: true, says };
}

async function checkPages({ pages }: AppConfig): Promise<Finding> {
  const files = await readdir(pages).catch(() => undefined);
  if (!files) {
    return { good: false, says: `The pages folder ${pages} cannot be read.` };
  }
  const found = files.filter((name) => !/^\.|^readme|^pages\.json$/i.test(name));
  return {
    good: true,
    says: `The pages folder ${pages} contains ${describeCount(found.length, 'file')}.`,
  };
}

async function checkZotero({ zotero }: AppConfig): Promise<Finding> {
  if (!zotero) {
    return { good: true, says: 'ZOTERO_KEY is not set: saves are not sent to Zotero.' };
  }
  const { name } = await createZoteroApi({ ...zotero, wait: delay }).checkKey();
  return { good: true, says: `The Zotero key of ${name} may write to group ${zotero.group}.` };
}

async function checkDiscord({ token, apiUrl, guildId }: AppConfig): Promise<Finding> {
  if (!token) {
    return { good: true, says: 'DISCORD_TOKEN is not set: npm start opens the playground.' };
  }
  const { name, servers, invite } = await inspectBot({ token, apiUrl });
  if (servers.length === 0) {
    return { good: false, says: `${name} is in no server yet. Invite it: ${invite}` };
  }
  if (guildId && !servers.includes(guildId)) {
    return { good: false, says: `${name} is not in server ${guildId}. Invite it: ${invite}` };
  }
  return { good: true, says: `${name} is in ${describeCount(servers.length, 'server')}.` };
}
