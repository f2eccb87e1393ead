import type { Call } from '../../src/command/define-command.ts';
import { customEmojiId, readSaveEmoji } from '../../src/library/saves/save-emoji.ts';
import { UserError } from '../../src/reply/user-error.ts';

/**
 * A server's save emoji as a person typed it, in the form `readSaveEmoji` gives.
 * @throws {UserError} where it is no emoji, is taken, or is a custom emoji of another server.
 */
export async function requireSaveEmoji({ server }: Call, typed: string): Promise<string> {
  const emoji = readSaveEmoji(typed);
  if (emoji === undefined) {
    throw new UserError(
      'invalid-emoji',
      'Enter one emoji, or a custom emoji as <:name:id>. The numbers 1️⃣ to 🔟 are taken: they save papers of a list.',
    );
  }
  const custom = customEmojiId(emoji);
  if (custom !== undefined && !(await server?.hasEmoji(custom))) {
    throw new UserError(
      'unknown-emoji',
      'This server does not have that emoji. Choose a standard emoji, or a custom emoji of this server.',
    );
  }
  return emoji;
}
