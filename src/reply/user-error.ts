/** What was wrong with a request, for logs and tests; people read the sentence. */
export type UserErrorCode =
  // What they named is not there.
  | 'unknown-paper'
  | 'paper-gone'
  | 'several-papers'
  | 'unknown-topic'
  | 'unknown-time-zone'
  | 'unknown-emoji'
  | 'no-papers'
  | 'no-authors'
  | 'no-paper-in-message'
  | 'number-not-in-corpus'
  // A button or command of an earlier version, or a list that has expired.
  | 'action-gone'
  | 'view-expired'
  | 'undo-expired'
  // What they typed cannot be read, or is too much.
  | 'empty-query'
  | 'invalid-query'
  | 'invalid-day'
  | 'invalid-days'
  | 'invalid-time'
  | 'invalid-keyword'
  | 'invalid-author'
  | 'invalid-emoji'
  | 'invalid-tag'
  | 'invalid-format'
  | 'too-many'
  | 'file-too-large'
  | 'nothing-to-import'
  // Something has to be chosen, saved, followed or set up first.
  | 'time-zone-needed'
  | 'not-saved'
  | 'too-few-saves'
  | 'nothing-to-recommend'
  | 'nothing-to-restore'
  | 'nothing-to-export'
  | 'not-followed'
  | 'no-digest'
  // Not here, or not by them.
  | 'server-only'
  | 'other-server'
  | 'manager-only'
  | 'curator-only'
  | 'private-saves'
  // Not their doing, and nobody's fault here.
  | 'service-down'
  | 'file-unreadable'
  // Not possible for the bot in this channel.
  | 'unsuitable-channel'
  | 'missing-permissions'
  | 'thread-refused';

/** A problem the person can solve: `message` is a sentence for them, shown privately. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: UserErrorCode;

  constructor(code: UserErrorCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
