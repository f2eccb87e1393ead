import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { type Call, defineSubcommand } from '../../src/command/define-command.ts';
import type { LedgerEntry } from '../../src/digest/post/digest-ledger.ts';
import { describeSettings } from '../../src/digest/schedule/describe-schedule.ts';
import type { Schedule } from '../../src/digest/schedule/schedule.ts';
import { shrinkReply } from '../../src/reply/fit/fit-reply.ts';
import { type Line, line, type Span, small } from '../../src/reply/markup.ts';
import { describeCount } from '../../src/reply/papers/describe-corpus.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { UserError } from '../../src/reply/user-error.ts';
import { channelOption, requireSchedule, requireServer, says } from './channel-option.ts';
import { feedOf } from './setup/keep-setup.ts';

export default defineSubcommand({
  data: {
    name: 'status',
    description: 'Channels with a digest, when the next one is due, and how the last one went',
    type: Option.Subcommand,
    options: [
      { ...channelOption, description: 'One channel with its settings (default: all channels)' },
    ],
  },
  visibility: () => 'private',
  async run(call) {
    const { channel } = call.options;
    if (channel !== undefined) {
      return showOne(call, await requireSchedule(call, channel));
    }
    const schedules = await call.offprint.schedules.schedulesOf(requireServer(call));
    if (schedules.length === 0) {
      throw new UserError('no-digest', 'This server has no digest. /digest setup creates one.');
    }
    const parts = await Promise.all(schedules.map((schedule) => statusLines(call, schedule)));
    return fitting([...parts, ...(await sourceLines(call))]);
  },
});

/** As many channels as fit, and how many do not. */
function fitting(parts: readonly (readonly Line[])[]): Reply {
  for (let count = parts.length; count > 0; count -= 1) {
    const left = parts.length - count;
    const rest = left > 0 ? [small(`and ${left} more: choose a channel to see its digest`)] : [];
    const reply = shrinkReply(says([...parts.slice(0, count).flat(), ...rest]));
    if (reply) {
      return reply;
    }
  }
  throw new RangeError('the status of one channel does not fit one message');
}

async function showOne(call: Call, schedule: Schedule): Promise<Reply> {
  const settings = describeSettings(schedule).map(
    ({ name, value }): Line => ({ ...line({ bold: name }, `: ${value}`), shrinkTo: 80 }),
  );
  return fitting([
    [...(await statusLines(call, schedule)), ...settings],
    ...(await sourceLines(call)),
  ]);
}

async function statusLines(call: Call, schedule: Schedule): Promise<Line[]> {
  const { digests } = call.offprint;
  const next = await digests.nextRun(schedule);
  const [last] = await digests.history(schedule.destination, 1);
  const when: Span[] = next
    ? [' next ', { time: next, as: 'full' }, ' (', { time: next, as: 'relative' }, ')']
    : [schedule.paused ? ' paused' : ' no days chosen'];
  return [
    line({ channel: schedule.destination }, ':', ...when),
    small(...(last ? describeLast(last) : ['nothing posted yet'])),
    small(await feedOf(call, schedule)),
  ];
}

/** Each live source: when it was read last, when it is read next, and what is wrong with it. */
async function sourceLines({ offprint }: Call): Promise<Line[][]> {
  const states = await offprint.sources.states();
  return states.map(({ name, lastSuccess, nextTry, lastError }) => {
    const last: Span[] = lastSuccess
      ? ['read ', { time: lastSuccess, as: 'relative' }]
      : ['not read yet'];
    const next: Span[] = nextTry ? [', next ', { time: nextTry, as: 'relative' }] : [];
    return [
      { ...line('Source ', { bold: name }, ': ', ...last, ...next), shrinkTo: 80 },
      ...(lastError === undefined ? [] : [{ ...small(`Error: ${lastError}`), shrinkTo: 80 }]),
    ];
  });
}

function describeLast({ outcome, papers, note, claimedAt }: LedgerEntry): Span[] {
  const when: Span = { time: claimedAt, as: 'relative' };
  const more = note ? [`; ${note}`] : [];
  switch (outcome) {
    case undefined:
      return ['being posted'];
    case 'posted':
      return [`last: ${describeCount(papers, 'paper')} `, when, ...more];
    case 'empty':
      return ['last: no matching papers, ', when, ...more];
    case 'unknown':
      return ['last: may not have been posted, ', when];
    case 'refused':
      return ['last: rejected by Discord ', when, ...more];
    case 'missed':
      return ['last: missed ', when, '; the next one covers it'];
  }
}
