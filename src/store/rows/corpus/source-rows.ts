import type { SourceState } from '../../../sources/source-store.ts';

/** The state of a source as a database has it. */
export interface SourceRow {
  readonly name: string;
  readonly lastSuccess: number | null;
  readonly nextTry: number | null;
  readonly lastError: string | null;
  readonly failingSince: number | null;
  readonly told: 0 | 1;
}

/** The state of a source of its row. */
export function sourceStateOf(row: SourceRow): SourceState {
  return {
    name: row.name,
    isTold: row.told === 1,
    ...(row.lastSuccess !== null && { lastSuccess: new Date(row.lastSuccess) }),
    ...(row.nextTry !== null && { nextTry: new Date(row.nextTry) }),
    ...(row.lastError !== null && { lastError: row.lastError }),
    ...(row.failingSince !== null && { failingSince: new Date(row.failingSince) }),
  };
}
