import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import type { AppConfig } from '../../../config/read-app-config.ts';
import { addDays, utcDayOf } from '../../../corpus/days.ts';
import type { Day } from '../../../corpus/paper.ts';
import type { Schedule } from '../../../digest/schedule/schedule.ts';
import { createZoteroApi } from '../../../library/zotero/zotero-api.ts';
import { describeCorpus, describeCount } from '../../../reply/papers/describe-corpus.ts';
import type { SourceState } from '../../../sources/source-store.ts';
import { shownAddress } from '../../../store/postgres/database/address.ts';
import type { Terminal } from '../../terminal.ts';
import { checkAddress } from './checks/check-address.ts';
import { checkFiles } from './checks/check-files.ts';
import { checkTimeZone } from './checks/check-time-zone.ts';
import { type Finding, failed, good } from './checks/finding.ts';

/** `doctor`: checks the set-up. Invalid settings end it at once: there is nothing to check with. */
export function addDoctor(program: Command, terminal: Terminal): void {
  program
    .command('doctor')
    .description('check the setup and report problems')
    .action(async () => {
      const { config } = terminal;
      const files = await checkFiles(config.database);
      const findings: Finding[] = [good('The settings are valid.'), files];
      const schedules: Schedule[] = [];
      if (files.good) {
        findings.push(
          ...(await checkDatabase(terminal, schedules).catch((error) => [failed(error)])),
        );
      }
      findings.push(await checkPages(config).catch(failed));
      findings.push(await checkAddress(config));
      findings.push(checkTimeZone(process.env.TZ));
      // discord.js takes longer to load than most verbs take.
      const { checkDiscord } = await import('./checks/check-discord.ts');
      findings.push(...(await checkDiscord(config, schedules).catch((error) => [failed(error)])));
      findings.push(await checkZotero(config).catch(failed));
      for (const { good, says } of findings) {
        terminal.say(`${good ? 'ok   ' : 'wrong'} ${says}`);
      }
      const wrong = findings.filter(({ good }) => !good).length;
      if (wrong > 0) {
        throw new Error(`${describeCount(wrong, 'problem')} to fix.`);
      }
    });
}

/** @param schedules - gets those that the database has. */
async function checkDatabase(terminal: Terminal, schedules: Schedule[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  await terminal.withOffprint(async ({ corpus, sources, ...offprint }) => {
    schedules.push(...(await offprint.schedules.schedules()));
    const overview = await corpus.overview();
    findings.push({
      good: true,
      says: `The database ${shownAddress(terminal.config.database)} contains ${describeCorpus(overview)}.`,
    });
    const states = await sources.states();
    findings.push(...states.map(checkSource));
    if (states.length === 0 && terminal.config.token !== undefined) {
      findings.push(checkSupply(overview.newestPage));
    }
  });
  return findings;
}

function checkSource({ name, lastSuccess, lastError, nextTry }: SourceState): Finding {
  const last = lastSuccess ? `was last read at ${minuteOf(lastSuccess)}` : 'has not been read yet';
  const next = nextTry ? `; next read at ${minuteOf(nextTry)}` : '';
  return lastError === undefined
    ? { good: true, says: `The source ${name} ${last}${next}.` }
    : { good: false, says: `The source ${name} ${last} and reports an error: ${lastError}` };
}

const minuteOf = (moment: Date) => `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Days after which digests have nothing new to say. */
const longestSilence = 14;

/** Without a source, digests live on pages that somebody saves. */
function checkSupply(newestPage: Day | undefined): Finding {
  const oldest = addDays(utcDayOf(new Date()), -longestSilence);
  const isFresh = newestPage !== undefined && newestPage >= oldest;
  const newest =
    newestPage === undefined ? 'there are no pages' : `the newest page is from ${newestPage}`;
  return isFresh
    ? { good: true, says: 'OFFPRINT_SOURCES is not set: papers come only from saved pages.' }
    : {
        good: false,
        says: `OFFPRINT_SOURCES is not set and ${newest}, so digests have nothing new. Set OFFPRINT_SOURCES=hugging-face, or save pages into the pages folder.`,
      };
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
