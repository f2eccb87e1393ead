import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/** How long the event loop was kept at a stretch during a step, and by what. */
export interface KeptLoop {
  /** Milliseconds by the clock: on a busy machine, what other programs took is in it. */
  readonly ms: number;
  /** Milliseconds of CPU that this thread took in the stretch that took the most. */
  readonly cpuMs: number;
  /** The functions of ours that this stretch was in, innermost first. */
  readonly by: string;
}

interface Stretch {
  /** Microseconds of the monotonic clock. */
  readonly from: number;
  readonly to: number;
  readonly cpuMs: number;
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

/** Milliseconds between two looks. */
const interval = 1;

/**
 * Runs a step and looks at the event loop of this thread meanwhile: how long it was kept by the clock and
 * by the CPU time of the thread (from Linux; elsewhere not a number), with a profile of where.
 */
export async function keptDuring(step: () => Promise<unknown>): Promise<KeptLoop> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  let worst: Stretch = { from: 0, to: 0, cpuMs: 0 };
  let longest = 0;
  let last = now();
  let lastCpu = threadCpu();
  const look = () => {
    const [at, cpu] = [now(), threadCpu()];
    longest = Math.max(longest, (at - last) / 1000);
    if (cpu - lastCpu > worst.cpuMs || Number.isNaN(cpu)) {
      worst = { from: last, to: at, cpuMs: cpu - lastCpu };
    }
    [last, lastCpu] = [at, cpu];
  };
  const timer = setInterval(look, interval);
  try {
    await step();
    look();
  } finally {
    clearInterval(timer);
  }
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { ms: Math.max(0, longest - interval), cpuMs: worst.cpuMs, by: culprits(profile, worst) };
}

function now(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** Milliseconds of CPU that the main thread has taken. */
function threadCpu(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

/** Where most samples of a stretch are: the innermost three functions of this project. */
function culprits(
  profile: {
    readonly nodes: readonly ProfileNode[];
    readonly samples?: readonly number[];
    readonly timeDeltas?: readonly number[];
    readonly startTime: number;
  },
  { from, to }: Stretch,
): string {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const counts = new Map<string, number>();
  let at = profile.startTime;
  for (const [i, sample] of (profile.samples ?? []).entries()) {
    at += profile.timeDeltas?.[i] ?? 0;
    if (at < from || at > to) {
      continue;
    }
    const path: string[] = [];
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const { functionName, url } = nodes.get(id)?.callFrame ?? { functionName: '', url: '' };
      if (/\/(?:src|commands)\//.test(url) && functionName !== '') {
        path.push(functionName);
      } else if (functionName === '(garbage collector)') {
        path.push('garbage collection');
      }
    }
    const name = path.slice(0, 3).join(' < ') || 'nothing of ours';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? '';
}
