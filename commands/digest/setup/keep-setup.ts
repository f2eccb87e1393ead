import type { Call } from '../../../src/command/define-command.ts';
import { utcDayOf } from '../../../src/corpus/days.ts';
import {
  changeSchedule,
  type TypedSettings,
} from '../../../src/digest/schedule/change-schedule.ts';
import { describeFeed } from '../../../src/digest/schedule/describe-feed.ts';
import {
  describeChanges,
  describeSettings,
} from '../../../src/digest/schedule/describe-schedule.ts';
import { daysKept, type Schedule } from '../../../src/digest/schedule/schedule.ts';
import { type Line, line, small } from '../../../src/reply/markup.ts';
import type { Block, Reply } from '../../../src/reply/reply.ts';
import { UserError } from '../../../src/reply/user-error.ts';
import { requireServer, says } from '../channel-option.ts';
import { keepUndo } from './undo.ts';

/**
 * Checks that the bot can post in a channel.
 * @throws {UserError} that names what is missing.
 */
export async function requireRights(call: Call, channel: string, publish = false): Promise<void> {
  const check = await call.offprint.poster.check(channel);
  if (!check || check.server !== requireServer(call)) {
    throw new UserError(
      'missing-permissions',
      'Offprint cannot see that channel. It needs the View Channel permission there.',
    );
  }
  if (!check.fits) {
    throw new UserError(
      'unsuitable-channel',
      `A digest cannot be posted in #${check.name}. Choose a text channel, a thread or an announcement channel.`,
    );
  }
  if (publish && !check.announcement) {
    throw new UserError(
      'unsuitable-channel',
      `#${check.name} is not an announcement channel, so posts there cannot be published.`,
    );
  }
  if (check.missing.length > 0) {
    throw new UserError(
      'missing-permissions',
      `Offprint is missing permissions in #${check.name}: ${check.missing.join(', ')}. Grant them to its role or in the channel’s settings, then run this again.`,
    );
  }
}

/** What a channel's new settings start from: its own, those it had before it was stopped, or none. */
export async function settingsBefore(call: Call, destination: string) {
  const { schedules } = call.offprint;
  const server = requireServer(call);
  const current = await schedules.schedule(destination);
  const since = new Date(call.now.getTime() - daysKept * 86_400_000);
  const stopped = current ? undefined : await schedules.stoppedSchedule(destination, since);
  const fresh = {
    destination,
    server,
    zone: await schedules.zoneOf(server),
    setUpBy: call.person.id,
  };
  const again = stopped && { ...stopped, server, paused: false, activeSince: call.now };
  return { current, base: current ?? again ?? fresh };
}

/** Changes what was typed, keeps it, and says what is different, with Undo. */
export async function keepSetup(
  call: Call,
  destination: string,
  typed: TypedSettings,
): Promise<Reply> {
  await requireRights(call, destination, typed.publish);
  const { offprint, now } = call;
  const topics = (await offprint.search.topics()).map(({ term }) => term);
  const { current, base } = await settingsBefore(call, destination);
  const schedule = changeSchedule(base, typed, topics, now);
  return keepSchedule(call, current, schedule);
}

/** Keeps a schedule and says what is different. */
export async function keepSchedule(
  call: Call,
  before: Schedule | undefined,
  after: Schedule,
): Promise<Reply> {
  const { schedules, digests } = call.offprint;
  const changes = before && describeChanges(before, after);
  if (changes?.length === 0) {
    return says([line({ channel: after.destination }, ' already has these settings.')]);
  }
  await schedules.keepSchedule(after);
  const server = requireServer(call);
  if ((await schedules.zoneOf(server)) === undefined) {
    await schedules.keepZone(server, after.zone);
  }
  const heading = before
    ? line('Changed the digest in ', { channel: after.destination }, ':')
    : line('A digest is set up in ', { channel: after.destination }, ':');
  const settings = changes
    ? changes.map(({ name, from, to }) => line({ bold: name }, `: ${from} → ${to}`))
    : describeSettings(after).map(({ name, value }) => line({ bold: name }, `: ${value}`));
  const next = await digests.nextRun(after);
  return says(
    [
      heading,
      ...settings.map((each): Line => ({ ...each, shrinkTo: 80 })),
      small(await feedOf(call, after)),
      ...(next ? [small('next: ', { time: next, as: 'full' })] : []),
      ...(after.paused
        ? [small('paused: ', { command: 'digest resume' }, ' starts it again')]
        : []),
    ],
    await undoButtons(call, before, after),
  );
}

async function undoButtons(
  call: Call,
  before: Schedule | undefined,
  { destination }: Schedule,
): Promise<Block> {
  const undo = await keepUndo(call, destination, before);
  const preview = { action: 'preview', args: [destination] };
  return {
    kind: 'buttons',
    buttons: [
      { label: 'Preview', press: preview },
      { label: 'Undo', press: undo },
    ],
  };
}

/** Where a channel's papers come from, in one line. */
export async function feedOf({ offprint, now }: Call, schedule: Schedule): Promise<string> {
  const { newestPage } = await offprint.corpus.overview();
  const liveSources = offprint.replay?.nextPage() ? ['the replay'] : offprint.sources.names;
  const feed = { liveSources, newestPage };
  return describeFeed(feed, utcDayOf(now), schedule);
}
