import { z } from 'zod';
import type { Call } from '../../../src/command/define-command.ts';
import type { Schedule } from '../../../src/digest/schedule/schedule.ts';
import { line } from '../../../src/reply/markup.ts';
import type { ActionRef, Reply } from '../../../src/reply/reply.ts';
import { UserError } from '../../../src/reply/user-error.ts';
import { requireSchedule, requireServer, says } from '../channel-option.ts';

const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const words = z.array(z.string());

/** A schedule as JSON keeps it. */
const keptSchedule = z.object({
  destination: z.string(),
  server: z.string().optional(),
  minute: z.number(),
  zone: z.string(),
  days: z.array(weekday),
  size: z.number(),
  interests: z.object({ topics: words, keywords: words, authors: words, excludes: words }),
  shelfDays: z.array(weekday),
  publish: z.boolean(),
  paused: z.boolean(),
  setUpBy: z.string(),
  setUpAt: z.coerce.date(),
  activeSince: z.coerce.date(),
});

/** What Undo goes back to: the settings before, or none. */
const undoView = z.object({ destination: z.string(), before: keptSchedule.nullable() });

/** A schedule as a view, which holds JSON. */
export function toJson(schedule: Schedule): Record<string, unknown> {
  return {
    ...schedule,
    setUpAt: schedule.setUpAt.toISOString(),
    activeSince: schedule.activeSince.toISOString(),
  };
}

/** A schedule read back from a view; undefined where the view is gone. */
export function fromJson(view: unknown): Schedule | undefined {
  const { data } = keptSchedule.safeParse(view);
  if (!data) {
    return undefined;
  }
  const { server, ...schedule } = data;
  return { ...schedule, ...(server !== undefined && { server }) };
}

/** The press that goes back to the settings before. */
export async function keepUndo(
  { offprint }: Call,
  destination: string,
  before: Schedule | undefined,
): Promise<ActionRef> {
  const view = { destination, before: before ? toJson(before) : null };
  return { action: 'undo', args: [await offprint.views.keepView(view)] };
}

/** Goes back to the settings before. */
export async function undo(call: Call, key = ''): Promise<Reply> {
  const { schedules, views } = call.offprint;
  const { data } = undoView.safeParse(await views.openView(key));
  if (!data) {
    throw new UserError(
      'view-expired',
      'This change can no longer be undone. /digest status shows the current settings.',
    );
  }
  const channel = { channel: data.destination };
  const before = data.before === null ? undefined : fromJson(data.before);
  if (!before) {
    await requireSchedule(call, data.destination);
    await schedules.stopSchedule(data.destination, call.now);
    return says([line('Undone: ', channel, ' no longer has a digest.')]);
  }
  if (before.server !== requireServer(call)) {
    throw new UserError('other-server', 'That digest belongs to another server.');
  }
  await schedules.keepSchedule({ ...before, activeSince: call.now });
  return says([line('Undone: the digest in ', channel, ' has its previous settings again.')]);
}
