import { yieldWhenDue } from '../../corpus/yield-when-due.ts';
import { createRandom } from '../random.ts';

/** A row of a sparse matrix. */
export interface SparseVector {
  readonly indices: Uint32Array;
  readonly values: Float64Array;
}

/** Row after row, `columns` numbers each. */
export interface DenseMatrix {
  readonly columns: number;
  readonly values: Float64Array;
}

/** Directions beyond those asked for, which make the asked ones exact sooner. */
const oversampling = 20;
const iterations = 3;

/**
 * The right singular vectors of a sparse matrix for its largest singular values, as `columns` ×
 * `rank`: randomised subspace iteration (Halko, Martinsson and Tropp, "Finding Structure with
 * Randomness", 2011). Seeded, and in slices that leave the event loop free.
 */
export async function rightSingularVectors(
  rows: readonly SparseVector[],
  columns: number,
  rank: number,
): Promise<DenseMatrix> {
  const width = Math.min(rank + oversampling, rows.length);
  const random = createRandom(1);
  let basis: DenseMatrix = {
    columns: width,
    values: Float64Array.from({ length: rows.length * width }, () => random() - 0.5),
  };
  for (let i = 0; i < iterations; i++) {
    const across = await transposeTimes(rows, basis, columns);
    basis = await orthonormal(await times(rows, across));
  }
  // The eigenvectors of (AᵀQ)ᵀ(AᵀQ) turn AᵀQ into singular vectors, each as long as its value.
  return orthonormal(await transposeTimes(rows, basis, columns), Math.min(rank, width));
}

/** AᵀQ. */
async function transposeTimes(
  rows: readonly SparseVector[],
  { columns: width, values }: DenseMatrix,
  columns: number,
): Promise<DenseMatrix> {
  const product = new Float64Array(columns * width);
  for (const [row, { indices, values: entries }] of rows.entries()) {
    const from = row * width;
    for (let i = 0; i < indices.length; i++) {
      const to = (indices[i] ?? 0) * width;
      const entry = entries[i] ?? 0;
      for (let j = 0; j < width; j++) {
        product[to + j] = (product[to + j] ?? 0) + entry * (values[from + j] ?? 0);
      }
    }
    await yieldWhenDue();
  }
  return { columns: width, values: product };
}

/** AB. */
async function times(
  rows: readonly SparseVector[],
  { columns: width, values }: DenseMatrix,
): Promise<DenseMatrix> {
  const product = new Float64Array(rows.length * width);
  for (const [row, { indices, values: entries }] of rows.entries()) {
    const to = row * width;
    for (let i = 0; i < indices.length; i++) {
      const from = (indices[i] ?? 0) * width;
      const entry = entries[i] ?? 0;
      for (let j = 0; j < width; j++) {
        product[to + j] = (product[to + j] ?? 0) + entry * (values[from + j] ?? 0);
      }
    }
    await yieldWhenDue();
  }
  return { columns: width, values: product };
}

/**
 * An orthonormal basis of what the columns span, the strongest directions first, `rank` of them at
 * most: Y V Λ^(-1/2), with V and Λ of the small matrix YᵀY.
 */
async function orthonormal(
  { columns: width, values }: DenseMatrix,
  rank = width,
): Promise<DenseMatrix> {
  // Texts that share no term leave no direction.
  if (width === 0) {
    return { columns: 0, values };
  }
  const height = values.length / width;
  const squares = new Float64Array(width * width);
  for (let row = 0; row < height; row++) {
    const at = row * width;
    for (let i = 0; i < width; i++) {
      const value = values[at + i] ?? 0;
      if (value === 0) {
        continue;
      }
      for (let j = i; j < width; j++) {
        squares[i * width + j] = (squares[i * width + j] ?? 0) + value * (values[at + j] ?? 0);
      }
    }
    await yieldWhenDue();
  }
  // Most starts read the meaning of words from a file, and it takes 9 MB.
  const { EigenvalueDecomposition, Matrix } = await import('ml-matrix');
  const gram = new Matrix(width, width);
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      const value = squares[i * width + j] ?? 0;
      gram.set(i, j, value).set(j, i, value);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(gram, {
    assumeSymmetric: true,
  });
  const strongest = [...realEigenvalues.entries()].sort(([, a], [, b]) => b - a).slice(0, rank);
  const largest = strongest[0]?.[1] ?? 0;
  const kept = strongest.filter(([, eigenvalue]) => eigenvalue > largest * 1e-12 && eigenvalue > 0);
  const turn = kept.map(([column, eigenvalue]) =>
    Float64Array.from(eigenvectorMatrix.getColumn(column), (x) => x / Math.sqrt(eigenvalue)),
  );
  const basis = new Float64Array(height * kept.length);
  for (let row = 0; row < height; row++) {
    for (const [k, direction] of turn.entries()) {
      let sum = 0;
      for (let i = 0; i < width; i++) {
        sum += (values[row * width + i] ?? 0) * (direction[i] ?? 0);
      }
      basis[row * kept.length + k] = sum;
    }
    await yieldWhenDue();
  }
  return { columns: kept.length, values: basis };
}
