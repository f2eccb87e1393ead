/** What one check found, as a sentence. */
export interface Finding {
  readonly good: boolean;
  readonly says: string;
}

/** All is well. */
export function good(says: string): Finding {
  return { good: true, says };
}

/** There is something to fix. */
export function wrong(says: string): Finding {
  return { good: false, says };
}

/** An error as a finding. */
export function failed(error: unknown): Finding {
  return wrong(error instanceof Error ? error.message : String(error));
}
