import type { PaceStore } from './web/web-client.ts';

/** What is known of a source, as it was noted last. */
export interface SourceState {
  readonly name: string;
  readonly lastSuccess?: Date;
  /** The next reading, spread and jittered. */
  readonly nextTry?: Date;
  /** Absent where the last reading succeeded. */
  readonly lastError?: string;
  /** Since when each reading has failed. */
  readonly failingSince?: Date;
  /** Whether the people who set up digests know that it fails. */
  readonly isTold: boolean;
}

/** How a reading ended. */
export interface ReadOutcome {
  readonly at: Date;
  readonly nextTry: Date;
  /** Absent where it succeeded. */
  readonly error?: string;
}

/** Keeps what is known of sources. */
export interface SourceStore extends PaceStore {
  sourceStates(): Promise<readonly SourceState[]>;
  noteRead(name: string, outcome: ReadOutcome): Promise<void>;
  noteTold(name: string): Promise<void>;
}
