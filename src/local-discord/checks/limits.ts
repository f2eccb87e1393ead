/**
 * Repeats reply/fit/limits.ts on purpose: this is the oracle that the bot's own numbers are tested by.
 *
 * What Discord refuses beyond what its schema says. Sources: the developer documentation and, for
 * the last two, discord-api-docs PR 8562 and issue 8554 (observed, not promised).
 */
export const limits = {
  content: 2_000,
  embedCharacters: 6_000,
  fileBytes: 10 * 1024 * 1024,
  actionRows: 5,
  buttonsInRow: 5,
  components: 40,
  mediaItems: 64,
  differentReactions: 20,
  commandCharacters: 8_000,
  commands: { 1: 100, 2: 15, 3: 15, 4: 1 },
  choices: 25,
  modalTitle: 45,
  modalComponents: 5,
  reactionUsers: 100,
  history: 100,
  /** Characters over all text displays of a message. */
  text: 4_000,
  /** UTF-8 bytes over all text displays and 12 for each; more is answered with a bare 500. */
  textBytes: 10_170,
  textDisplayOverhead: 12,
} as const;

/** Milliseconds in which an interaction wants its first answer. */
export const firstAnswerMs = 3_000;

/** Milliseconds for which an interaction's token works. */
export const tokenMs = 15 * 60_000;

/** Milliseconds for which an enforced nonce is remembered ("the past few minutes"). */
export const nonceMs = 5 * 60_000;
