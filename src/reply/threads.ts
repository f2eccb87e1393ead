import type { Reply } from './reply.ts';

/** A thread that was opened, or why it could not be. */
export type OpenedThread =
  | { readonly is: 'opened'; readonly channel: string; readonly thread: string }
  /** The place takes no threads, the rights for them are missing, or there are too many. */
  | { readonly is: 'refused'; readonly because: 'place' | 'rights' | 'full' };

/** Public threads of a server's channels. */
export interface Threads {
  /**
   * Opens a thread in this channel (of a thread: in its channel), begun by this message. One of the
   * server that was begun by it before is taken instead of a second one.
   */
  open(channel: string, name: string, opening: Reply): Promise<OpenedThread>;
  /** Makes a thread ready to be written in again; false where it is gone. */
  reopen(thread: string): Promise<boolean>;
}
