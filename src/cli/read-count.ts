import { InvalidArgumentError } from 'commander';

/** A count given as an option, from 1. */
export function readCount(written: string): number {
  if (/^[1-9]\d{0,3}$/.test(written)) {
    return Number(written);
  }
  throw new InvalidArgumentError('Give a whole number from 1 to 9999.');
}
