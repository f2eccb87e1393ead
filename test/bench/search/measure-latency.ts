import { setImmediate } from 'node:timers';

export interface Latency {
  readonly p50: number;
  readonly p99: number;
  /** The longest the event loop was kept during one query, at the 99th percentile and at worst. */
  readonly blockedP99: number;
  readonly blockedMax: number;
}

/** Runs each query by itself, with a probe that sees how long the event loop is kept. Milliseconds. */
export async function measureLatency(
  queries: readonly string[],
  find: (query: string) => unknown,
): Promise<Latency> {
  const times: number[] = [];
  const blocked: number[] = [];
  for (const query of queries) {
    const probe = startProbe();
    const start = performance.now();
    await find(query);
    times.push(performance.now() - start);
    blocked.push(await probe.stop());
  }
  return {
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    blockedP99: percentile(blocked, 0.99),
    blockedMax: Math.max(...blocked),
  };
}

/** The longest time between two turns of the event loop. */
export function startProbe(): { stop(): Promise<number> } {
  let longest = 0;
  let last = performance.now();
  let running = true;
  let ended: () => void = () => {};
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) {
      setImmediate(turn);
    } else {
      ended();
    }
  };
  setImmediate(turn);
  return {
    stop: () =>
      new Promise((resolve) => {
        running = false;
        ended = () => resolve(longest);
      }),
  };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
