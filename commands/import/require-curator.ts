import type { Call } from '../../src/command/define-command.ts';
import { UserError } from '../../src/reply/user-error.ts';

/**
 * The server whose managers look after the corpus, where the caller is one of them.
 * @throws {UserError} with a sentence that says who may import.
 */
export async function requireCurator(call: Call): Promise<string> {
  if (!call.server?.isCurator) {
    throw new UserError(
      'curator-only',
      'Papers are shared by all servers that use this bot, so only managers of the servers listed in OFFPRINT_CURATORS can import. This server is not one of them.',
    );
  }
  if (await call.manages()) {
    return call.server.id;
  }
  throw new UserError(
    'manager-only',
    'Only people with Manage Server or the manager role can import.',
  );
}
