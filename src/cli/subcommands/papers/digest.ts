import { type Command, InvalidArgumentError } from 'commander';
import { utcDayOf } from '../../../corpus/days.ts';
import type { Day } from '../../../corpus/paper.ts';
import { type DescribedPick, describePick } from '../../../digest/compose/describe-pick.ts';
import type { Part, PickedPaper } from '../../../digest/compose/pick.ts';
import { firstSchedule } from '../../../digest/schedule/first-schedule.ts';
import { localTimeOf } from '../../../digest/schedule/local-time.ts';
import type { Schedule } from '../../../digest/schedule/schedule.ts';
import type { Offprint } from '../../../offprint.ts';
import { recordIdOf } from '../../record-id.ts';
import type { Terminal } from '../../terminal.ts';

/** A pick with the id that JSON gives a paper everywhere. */
type PrintedPick = Omit<DescribedPick, 'id'> & { readonly id: string };

interface Options {
  readonly channel?: string;
  readonly on?: Day;
  readonly json?: true;
}

/** `digest`: composes a digest without posting it. */
export function addDigest(program: Command, terminal: Terminal): void {
  program
    .command('digest')
    .description('show a digest without posting it')
    .option('--channel <id>', 'the channel (default: none, as a first digest without topics)')
    .option('--on <day>', 'the day, YYYY-MM-DD (default: today)', readDay)
    .option('--json', 'print JSON')
    .action((options: Options) =>
      terminal.withOffprint(async (offprint) => {
        const schedule = await readSchedule(offprint, options);
        const on = options.on ?? localTimeOf(new Date(), schedule.zone).day;
        await printDigest(offprint, schedule, on, options, terminal);
      }),
    );
}

async function printDigest(
  { digests }: Offprint,
  schedule: Schedule,
  on: Day,
  { channel = null, json }: { readonly channel?: string | null; readonly json?: true },
  terminal: Terminal,
): Promise<void> {
  const { prepared, composed } = await digests.preview(schedule, on);
  const { savedTitles } = prepared;
  const shown = composed?.shown ?? [];
  const describe = (papers: readonly PickedPaper[]) =>
    papers.map((picked) => ({
      ...describePick(picked, { on, savedTitles }),
      id: recordIdOf(picked.candidate.known.paper),
    }));
  const parts: Record<Part, PrintedPick[]> = {
    trending: describe(shown.filter(({ part }) => part === 'trending')),
    new: describe(shown.filter(({ part }) => part === 'new')),
    shelf: describe(shown.filter(({ part }) => part === 'shelf')),
  };
  const more = describe(composed?.more ?? []);
  if (json) {
    const withStoredTitle = ({ storedTitle, ...pick }: PrintedPick) => ({
      ...pick,
      title: storedTitle,
    });
    const asJson = Object.entries(parts).map(([part, picks]) => [part, picks.map(withStoredTitle)]);
    const rest = more.map(withStoredTitle);
    return terminal.say(JSON.stringify({ on, channel, ...Object.fromEntries(asJson), more: rest }));
  }
  terminal.say(shown.length === 0 ? `Nothing would be posted on ${on}.` : `Digest of ${on}`);
  for (const [part, papers] of Object.entries(parts)) {
    if (papers.length === 0) {
      continue;
    }
    terminal.say(`\n${part}`);
    for (const { title, line, reason } of papers) {
      terminal.say(`- ${title}`);
      for (const each of [line, reason]) {
        if (each !== '') {
          terminal.say(`  ${each}`);
        }
      }
    }
  }
  if (more.length > 0) {
    terminal.say(`\n+${more.length} more`);
  }
}

/** The channel's schedule, or one set up on that day with no history and no topics. */
async function readSchedule(
  { schedules }: Offprint,
  { channel, on = utcDayOf(new Date()) }: Options,
): Promise<Schedule> {
  if (channel !== undefined) {
    const schedule = await schedules.schedule(channel);
    if (schedule) {
      return schedule;
    }
    throw new Error(`No digest is set up for the channel ${channel}.`);
  }
  return firstSchedule({ destination: 'none', zone: 'UTC', setUpBy: '' }, new Date(on));
}

function readDay(written: string): Day {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(Date.parse(written));
  if (isDay && utcDayOf(new Date(written)) === written) {
    return written;
  }
  throw new InvalidArgumentError('Give a day as YYYY-MM-DD.');
}
