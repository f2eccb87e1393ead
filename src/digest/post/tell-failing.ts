import type { Logger } from '../../log.ts';
import { line } from '../../reply/markup.ts';
import { personOf, type ScheduleStore } from '../schedule/schedule.ts';
import type { Poster } from './poster.ts';

/** A source that fails, and how to reach those who set digests up. */
export interface TellFailing {
  readonly state: { readonly name: string; readonly lastError?: string };
  readonly schedules: Pick<ScheduleStore, 'schedules'>;
  readonly poster: Pick<Poster, 'tell'>;
  readonly log: Pick<Logger, 'warn'>;
}

/** Tells everybody who set a channel's digest up that a source has failed for two days. */
export async function tellFailing({ state, schedules, poster, log }: TellFailing): Promise<void> {
  const ofChannels = (await schedules.schedules()).filter(
    ({ destination }) => personOf(destination) === undefined,
  );
  const why = state.lastError === undefined ? '' : ` ${state.lastError}`;
  const message = `Offprint could not read new papers from ${state.name} for two days.${why} Digests continue with the papers it has, and it keeps trying. /digest status shows the details.`;
  for (const person of new Set(ofChannels.map(({ setUpBy }) => setUpBy))) {
    try {
      await poster.tell(person, { blocks: [{ kind: 'text', lines: [line(message)] }] });
    } catch (err) {
      log.warn({ err, source: state.name }, 'alert about a failing source not delivered');
    }
  }
}
