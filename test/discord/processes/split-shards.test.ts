import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeRange, splitShards } from '../../../src/discord/processes/split-shards.ts';

it('gives every shard to one process, and each about as many', () => {
  const sizes = fc.record({
    first: fc.nat(40),
    more: fc.nat(60),
    processes: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(sizes, ({ first, more, processes }) => {
      const last = first + processes - 1 + more;
      const ranges = splitShards({ first, last, count: 200 }, processes);
      const shards = ranges.flatMap((range) =>
        Array.from({ length: range.last - range.first + 1 }, (_, at) => range.first + at),
      );
      expect(shards).toEqual(Array.from({ length: last - first + 1 }, (_, at) => first + at));
      const numbers = ranges.map((range) => range.last - range.first);
      expect(Math.max(...numbers) - Math.min(...numbers)).toBeLessThanOrEqual(1);
    }),
  );
});

it('writes the shards of a process as the setting has them', () => {
  const ranges = splitShards({ first: 4, last: 6, count: 16 }, 2);
  expect(ranges.map(describeRange)).toEqual(['4/16', '5-6/16']);
});
