import { readFileSync } from 'node:fs';

/** What a process took since it started. */
export interface ProcessUsage {
  /** Milliseconds of CPU, of all its threads. */
  readonly cpuMs: number;
  /** Resident memory, in megabytes. */
  readonly residentMb: number;
  /** The most that it was. */
  readonly peakMb: number;
}

/** A tick of the kernel's clock in milliseconds: 100 a second on every Linux that Node runs on. */
const tick = 10;

/** Read from Linux; not a number elsewhere. */
export function processUsage(pid: number | undefined): ProcessUsage {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
    return {
      cpuMs: ((user ?? 0) + (system ?? 0)) * tick,
      residentMb: kilobytes('VmRSS') / 1024,
      peakMb: kilobytes('VmHWM') / 1024,
    };
  } catch {
    return { cpuMs: Number.NaN, residentMb: Number.NaN, peakMb: Number.NaN };
  }
}
