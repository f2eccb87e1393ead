import type { Alert } from '../../../digest/post/alert-store.ts';

/** What went wrong with a destination, as a database gives it. */
export interface AlertRow {
  readonly destination: string;
  readonly server: string | null;
  readonly message: string;
}

/** A row as the digest knows it. */
export function alertOf({ server, ...row }: AlertRow): Alert {
  return { ...row, ...(server !== null && { server }) };
}
