import fc from 'fast-check';
import { Matrix, SVD } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import {
  rightSingularVectors,
  type SparseVector,
} from '../../../src/search/meaning/truncated-svd.ts';
import { createRandom } from '../../../src/search/random.ts';

function sparse(rows: readonly (readonly number[])[]): SparseVector[] {
  return rows.map((row) => {
    const entries = [...row.entries()].filter(([, value]) => value !== 0);
    return {
      indices: Uint32Array.from(entries, ([i]) => i),
      values: Float64Array.from(entries, ([, value]) => value),
    };
  });
}

describe('rightSingularVectors', () => {
  it('keeps as much of a matrix as the best approximation of that rank', async () => {
    const random = createRandom(3);
    const rows = Array.from({ length: 30 }, () =>
      Array.from({ length: 40 }, () => (random() < 0.2 ? random() : 0)),
    );
    const { columns, values } = await rightSingularVectors(sparse(rows), 40, 5);
    const matrix = new Matrix(rows);
    const basis = new Matrix(
      Array.from({ length: 40 }, (_, i) =>
        Array.from(values.subarray(i * columns, (i + 1) * columns)),
      ),
    );
    const kept = matrix.mmul(basis).norm('frobenius');
    const { diagonal } = new SVD(matrix, { autoTranspose: true });
    const best = Math.hypot(...diagonal.slice(0, 5));
    expect(columns).toBe(5);
    expect(kept).toBeGreaterThan(0.995 * best);
    expect(kept).toBeLessThanOrEqual(best * (1 + 1e-9));
  });

  it('gives orthonormal columns, as many as the matrix has, and always the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }), {
          minLength: 1,
          maxLength: 9,
        }),
        async (rows) => {
          const first = await rightSingularVectors(sparse(rows), 6, 4);
          expect(await rightSingularVectors(sparse(rows), 6, 4)).toEqual(first);
          for (let a = 0; a < first.columns; a++) {
            for (let b = 0; b <= a; b++) {
              let product = 0;
              for (let i = 0; i < 6; i++) {
                product +=
                  (first.values[i * first.columns + a] ?? 0) *
                  (first.values[i * first.columns + b] ?? 0);
              }
              expect(product).toBeCloseTo(a === b ? 1 : 0, 4);
            }
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
