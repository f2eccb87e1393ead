import type { LiveSources } from './open-live-sources.ts';

const minute = 60_000;

/** Looks now and each minute whether a source is due. @returns how to stop looking. */
export function startSourceTicks(
  sources: Pick<LiveSources, 'names' | 'tick'>,
): () => Promise<void> {
  if (sources.names.length === 0) {
    return async () => {};
  }
  const timer = setInterval(() => void sources.tick(), minute);
  void sources.tick();
  return async () => clearInterval(timer);
}
