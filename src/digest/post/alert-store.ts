import type { Destination } from '../schedule/schedule.ts';

/** What went wrong with a destination, reported once. */
export interface Alert {
  readonly destination: Destination;
  /** Absent for a person's own digest: then only that person gets it. */
  readonly server?: string;
  /** A sentence with what to do. */
  readonly message: string;
}

/** Keeps alerts, so that each is delivered once and not every day. */
export interface AlertStore {
  /** True where this destination had no trouble standing: then it is to be told. */
  raise(trouble: Alert, at: Date): Promise<boolean>;
  /** It was delivered. */
  markDelivered(destination: Destination): Promise<void>;
  /** The digest gets through again. */
  clear(destination: Destination): Promise<void>;
  /** Takes undelivered alerts: the person's own, and the server's if they manage it. */
  takeUndelivered(reader: {
    readonly person: string;
    readonly server?: string;
    /** Whether they manage the server; asked only where that matters. */
    readonly manages: () => Promise<boolean>;
  }): Promise<readonly Alert[]>;
  /** What was taken did not reach anybody: the next occasion tells it. */
  requeue(troubles: readonly Alert[]): Promise<void>;
}
