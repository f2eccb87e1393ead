/** Something that a well-behaved bot does not do. Tests assert that there are none. */
export interface Violation {
  readonly kind:
    | 'invalid-body'
    | 'unknown-key'
    | 'over-limit'
    | 'late-reply'
    | 'answered-twice'
    | 'no-reply'
    | 'mention'
    | 'no-allowed-mentions'
    | 'no-permission'
    | 'unknown-target'
    | 'rate-limit'
    | 'gateway';
  /** `POST /channels/1/messages`, or the gateway op. */
  readonly request: string;
  /** A sentence: what was wrong, and where. */
  readonly what: string;
}

/** What the bot did wrong, oldest first. */
export interface Violations {
  readonly all: readonly Violation[];
  record(kind: Violation['kind'], request: string, what: string): void;
  /** Forgets what was recorded, for a test that provoked it. */
  clear(): void;
}

/** An empty list of violations. */
export function createViolations(): Violations {
  const all: Violation[] = [];
  return {
    all,
    record(kind, request, what) {
      all.push({ kind, request, what });
    },
    clear() {
      all.length = 0;
    },
  };
}
