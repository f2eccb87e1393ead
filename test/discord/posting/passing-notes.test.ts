import { type Client, DiscordAPIError } from 'discord.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPassingNotes } from '../../../src/discord/posting/passing-notes.ts';
import { renderReply } from '../../../src/discord/render-reply.ts';
import { createLog } from '../../../src/log.ts';
import { notice } from '../../../src/reply/notices.ts';

const message = { id: '30', channel: '20', postedAt: new Date(), papers: [], emoji: '🔖' };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function notesOver(rest: { post: () => Promise<unknown>; delete: () => Promise<unknown> }) {
  return createPassingNotes({
    client: { rest } as unknown as Client,
    render: (reply) => renderReply(reply, { answering: '', mention: () => '' }),
    log: createLog({ logLevel: 'silent', secrets: [] }),
  });
}

it('deletes a note after a minute', async () => {
  const deleted = vi.fn(async () => {});
  const notes = notesOver({ post: async () => ({ id: '40' }), delete: deleted });
  await notes.post('7', message, notice('Nothing was saved.'));
  await vi.advanceTimersByTimeAsync(59_000);
  expect(deleted).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(deleted).toHaveBeenCalledExactlyOnceWith('/channels/20/messages/40');
  await notes.close();
  expect(deleted).toHaveBeenCalledOnce();
});

it('takes a channel that refuses it for no fault', async () => {
  const refused = new DiscordAPIError(
    { code: 50_013, message: 'Missing Permissions' },
    50_013,
    403,
    'POST',
    '',
    {},
  );
  const notes = notesOver({ post: () => Promise.reject(refused), delete: async () => {} });
  await expect(notes.post('7', message, notice('Nothing was saved.'))).resolves.toBeUndefined();
});
