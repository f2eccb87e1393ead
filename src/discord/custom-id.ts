import { limits } from '../reply/fit/limits.ts';
import type { ActionRef } from '../reply/reply.ts';

/** A custom id, read: which action of which command, and its arguments. */
export interface ReadCustomId {
  readonly command: string;
  readonly action: string;
  readonly args: readonly string[];
}

/**
 * `command:action:args`, which means the same after a restart.
 * @throws {RangeError} where it is over Discord's 100 characters or an argument holds a colon:
 * such arguments are kept as a view.
 */
export function customIdOf({ command, action, args = [] }: ActionRef, answering: string): string {
  const id = [command ?? answering, action, ...args].join(':');
  if (id.length > limits.customId || args.some((arg) => arg.includes(':'))) {
    throw new RangeError(`no custom id can be made of ${id}`);
  }
  return id;
}

/** The action a custom id names, or undefined where it is none of ours. */
export function readCustomId(id: string): ReadCustomId | undefined {
  const [command, action, ...args] = id.split(':');
  return command && action ? { command, action, args } : undefined;
}
