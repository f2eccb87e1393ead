import type { InferredYear } from '../corpus/import/import.ts';
import { describeCount } from './papers/describe-corpus.ts';
import { describeDay } from './papers/describe-days.ts';

/** Tells who imported pages without a year, once, how they were dated; undefined where there are none. */
export function describeInferredYears(inferred: readonly InferredYear[] = []): string | undefined {
  const days = inferred.map(({ date }) => date).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  const [only, ...others] = inferred;
  if (!only || first === undefined || last === undefined) {
    return undefined;
  }
  if (others.length === 0) {
    return `${only.file} gives no year. It was dated ${describeDay(only.date)}, the latest possible day.`;
  }
  const span =
    first === last ? describeDay(first) : `${describeDay(first)} to ${describeDay(last)}`;
  return `${describeCount(inferred.length, 'page')} give no year. They were dated ${span}, the latest possible days.`;
}
