import { line } from '../../reply/markup.ts';
import { personOf, type Schedule } from '../schedule/schedule.ts';
import type { Alert, AlertStore } from './alert-store.ts';
import { describeRefusal } from './describe-outcome.ts';
import type { Refusal } from './poster.ts';
import type { Ending, RunParts } from './run-claim.ts';

/** What there is to tell about how a digest ended, or undefined where nothing is wrong. */
export function alertOf(schedule: Schedule, { outcome, refusal }: Ending): Alert | undefined {
  const what = whatWentWrong(schedule, outcome, refusal);
  if (!what) {
    return undefined;
  }
  const { destination, server } = schedule;
  return { destination, ...(server !== undefined && { server }), message: what };
}

function whatWentWrong(
  { destination }: Schedule,
  outcome: Ending['outcome'],
  refusal: Refusal | undefined,
): string | undefined {
  if (outcome === 'unknown') {
    return 'Offprint could not tell whether the last digest was posted, so it was not posted again. With the Read Message History permission it can check.';
  }
  if (refusal === undefined) {
    return undefined;
  }
  if (refusal === 'closed') {
    return 'Offprint could not send you the papers you follow, because you do not accept its direct messages. It has paused; once you accept them, resume with /follow list.';
  }
  if (personOf(destination) !== undefined) {
    return `Offprint could not send you the papers you follow: ${describeRefusal(refusal)}. It tries again on the next day they are due. You will not be told again.`;
  }
  return `Offprint could not post the digest: ${describeRefusal(refusal)}. It tries again on the next day the digest is due. You will not be told again.`;
}

/** Alerts whoever set the digest up; if that fails, the next manager who uses a command. */
export async function deliverAlert(
  {
    alerts,
    poster,
    clock,
    log,
  }: Pick<RunParts, 'poster' | 'clock'> & {
    readonly alerts: AlertStore;
    readonly log: { warn(fields: Readonly<Record<string, unknown>>, event: string): void };
  },
  schedule: Schedule,
  trouble: Alert,
): Promise<void> {
  if (!(await alerts.raise(trouble, clock.now()))) {
    return;
  }
  if (personOf(schedule.destination) !== undefined) {
    return;
  }
  const where = { channel: schedule.destination };
  try {
    const told = await poster.tell(schedule.setUpBy, {
      blocks: [{ kind: 'text', lines: [line(where, ': ', trouble.message)] }],
    });
    if (told) {
      await alerts.markDelivered(schedule.destination);
    }
  } catch (err) {
    log.warn({ err, destination: schedule.destination }, 'alert not delivered yet');
  }
}
