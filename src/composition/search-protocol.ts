import type { Logger } from '../log.ts';
import { UserError, type UserErrorCode } from '../reply/user-error.ts';
import type { Search } from '../search/search.ts';
import type { StoreSettings } from '../store/store.ts';

/** What the thread of search is opened on. */
export interface SearchThreadData {
  /** The store that the thread opens. */
  readonly settings: StoreSettings;
  /** Path of the folder of a local sentence model. */
  readonly model?: string | undefined;
}

/** What the thread can be asked: everything that search does. */
export type SearchMethod = Exclude<keyof Search, 'close'>;

/** A question to the thread, or the wish that it ends. */
export type SearchRequest =
  | { readonly id: number; readonly method: SearchMethod; readonly args: readonly unknown[] }
  | 'close';

/** The answer to the question of the same id, a line for the log, or that it can be asked from now on. */
export type SearchResponse =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: SentError }
  | {
      readonly log: keyof Logger;
      readonly fields: Readonly<Record<string, unknown>>;
      readonly event: string;
    }
  | { readonly isOpen: true };

/** An error as it is sent: what is cloned loses its class. */
export interface SentError {
  readonly message: string;
  readonly stack: string | undefined;
  /** Where it is a `UserError`. */
  readonly code?: UserErrorCode;
}

/** Prepares an error for the way to another thread. */
export function sendError(error: unknown): SentError {
  if (!(error instanceof Error)) {
    return { message: String(error), stack: undefined };
  }
  const { message, stack } = error;
  return { message, stack, ...(error instanceof UserError && { code: error.code }) };
}

/** The error that was sent. */
export function receiveError({ message, stack, code }: SentError): Error {
  const error = code ? new UserError(code, message) : new Error(message);
  if (stack !== undefined) {
    error.stack = stack;
  }
  return error;
}
