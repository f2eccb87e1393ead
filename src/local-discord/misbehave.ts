/** Which REST requests: all by default. `path` is matched without `/api/v10` and query. */
export interface RequestMatch {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path?: string | RegExp;
}

/** A request stopped on its way, see `Misbehave.hold`. */
export interface HeldRequest {
  /** Settles when a request has come and stands still. */
  readonly arrived: Promise<void>;
  /** Lets it go on; later ones are not held. */
  release(): void;
}

/**
 * Makes the local Discord misbehave on request, the same way each time. A fault applies to the next
 * `times` matching requests (1 by default) and is then gone; faults are tried in the order in
 * which they were asked for, one a request.
 */
export interface Misbehave {
  /** 429 with Discord's headers and `retry_after`; nothing takes effect. */
  rateLimit(options: {
    readonly match?: RequestMatch;
    readonly retryAfterSeconds: number;
    readonly global?: boolean;
    readonly times?: number;
  }): void;
  /** A 5xx answer (503 by default). `when: 'after'`: the effect has taken place all the same. */
  fail(options?: {
    readonly match?: RequestMatch;
    readonly status?: number;
    readonly when?: 'before' | 'after';
    readonly times?: number;
  }): void;
  /** An error of Discord's with its JSON code, for what the scene cannot bring about. */
  refuse(options: {
    readonly match?: RequestMatch;
    readonly status: number;
    readonly code: number;
    readonly message?: string;
    readonly times?: number;
  }): void;
  /** An answer `ms` late by the local clock. */
  delay(options: {
    readonly match?: RequestMatch;
    readonly ms: number;
    readonly times?: number;
  }): void;
  /** The connection is cut without an answer, before or after the effect took place. */
  cut(options: {
    readonly match?: RequestMatch;
    readonly when: 'before' | 'after';
    readonly times?: number;
  }): void;
  /** The next matching request stands still, before or after its effect, until released. */
  hold(options: { readonly match?: RequestMatch; readonly when: 'before' | 'after' }): HeldRequest;
  /** Every message of the bot that has this in its text is refused with 200000, until `heal`. */
  autoModerate(forbidden: string | RegExp): void;
  /** Closes the bot's gateway sockets. Not resumable: the session is forgotten, a resume gets op 9. */
  dropGateway(options?: { readonly resumable?: boolean }): void;
  /** Sends op 9. */
  invalidateSession(options?: { readonly resumable?: boolean }): void;
  /** Sends op 7, as Discord does when it moves a session to another machine. */
  askToReconnect(): void;
  /** Refuses new gateway connections until the function returned is called. */
  refuseGateway(): () => void;
  /**
   * Closes the bot's gateway sockets with this code, and every session that it begins or resumes
   * until `heal`: with 4004 or 4014 as Discord does for good.
   */
  endGateway(code: number): void;
  /** Takes back every fault that has not happened yet. */
  heal(): void;
}
