import { createHash } from 'node:crypto';
import type { View } from '../../../reply/view-store.ts';

/** Milliseconds that a view outlives its last use: 30 days. */
export const viewLease = 30 * 24 * 60 * 60 * 1000;

/** Milliseconds until a use of a view is recorded again: turning a page seldom writes. */
export const viewUseInterval = 60 * 60 * 1000;

/** What a database has under the key of a view. */
export interface StoredView {
  readonly body: string;
  /** When its use was last recorded, in milliseconds of Unix time. */
  readonly usedAt: number;
}

/** 128 bits, which base64url writes in 22 characters. */
const keyBytes = 16;

/** A view as it is kept; equal views have one key. */
export function viewRowOf(view: View): { readonly key: string; readonly body: string } {
  const body = canonicalJson(view);
  const key = createHash('sha256').update(body).digest().subarray(0, keyBytes);
  return { key: key.toString('base64url'), body };
}

/** JSON with the keys of every object in order, so that equal views give equal text. */
function canonicalJson(view: View): string {
  return JSON.stringify(view, (_key, value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
