import type { Attachment } from 'discord.js';
import type { GivenFile } from '../../command/define-command.ts';
import { UserError } from '../../reply/user-error.ts';

/** Milliseconds; a file of the largest size takes seconds. */
const patience = 60_000;

/** A file of an interaction. It is fetched from where Discord says, and from nowhere else. */
export function readGivenFile({ name, size, url }: Attachment): GivenFile {
  return {
    name,
    bytes: size,
    async read(most) {
      if (size > most) {
        throw tooLarge(most);
      }
      const response = await fetch(url, {
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      }).catch((cause: unknown) => {
        throw unreadable(cause);
      });
      if (!response.ok || !response.body) {
        await response.body?.cancel();
        throw unreadable(new Error(`Discord answered ${response.status}`));
      }
      return readAtMost(response.body, most);
    },
  };
}

async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > most) {
        throw tooLarge(most);
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof UserError ? error : unreadable(error);
  }
  return Buffer.concat(chunks);
}

function tooLarge(most: number): UserError {
  const limit = Math.floor(most / 1024 / 1024);
  return new UserError(
    'file-too-large',
    `The file is too large: ${limit} MB at most. Split it into several.`,
  );
}

function unreadable(cause: unknown): UserError {
  const sentence = 'The file could not be downloaded from Discord. Please try again.';
  return Object.assign(new UserError('file-unreadable', sentence), { cause });
}
