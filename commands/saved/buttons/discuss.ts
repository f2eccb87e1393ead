import type { Call } from '../../../src/command/define-command.ts';
import type { Paper } from '../../../src/corpus/paper.ts';
import { line } from '../../../src/reply/markup.ts';
import { notice } from '../../../src/reply/notices.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { requirePaper } from '../../../src/reply/require-paper.ts';
import { channelLink } from '../../../src/reply/saved/saved-list.ts';
import { UserError } from '../../../src/reply/user-error.ts';
import { showCard } from '../../paper.ts';

const refusals = {
  place: 'Threads cannot be created here. Press Discuss in a text channel.',
  rights:
    'Offprint may not create threads here. Somebody who manages the channel can allow it “Create Public Threads” and “Send Messages in Threads”.',
  full: 'This server has as many active threads as Discord allows. Archive some first.',
} as const;

/**
 * Leads to the one thread of a paper in this server, and makes it where there is none. Who makes it
 * is decided by a claim, so that two presses at once make one.
 */
export async function discuss(call: Call, id: string | undefined): Promise<Reply> {
  const { corpus, library } = call.offprint;
  const paper = await requirePaper(corpus, id);
  if (!call.server) {
    throw new UserError('server-only', 'Discussions work in servers, not in direct messages.');
  }
  for (;;) {
    const claim = await library.discussions.claimDiscussion(call.server.id, paper.id);
    if (claim.is === 'being-made') {
      return notice('Somebody is starting this discussion right now. Try again in a minute.');
    }
    if (claim.is === 'yours') {
      const thread = await openDiscussion(call, paper, claim.claim);
      if (thread) {
        return leadTo(call.server.id, thread);
      }
      continue;
    }
    const { thread } = claim.discussion;
    if (await call.threads.reopen(thread)) {
      return leadTo(call.server.id, thread);
    }
    await library.discussions.dropDiscussion(thread);
  }
}

/** @returns undefined where it took so long that another press was given the claim. */
async function openDiscussion(
  call: Call,
  paper: Paper,
  claim: number,
): Promise<string | undefined> {
  const { discussions } = call.offprint.library;
  try {
    const card = await showCard(call, paper, 'thread');
    const opened = await call.threads.open(call.channel.id, paper.title, card);
    if (opened.is === 'refused') {
      throw new UserError('thread-refused', refusals[opened.because]);
    }
    return (await discussions.completeDiscussion(claim, opened)) ? opened.thread : undefined;
  } catch (error) {
    await discussions.dropClaim(claim);
    throw error;
  }
}

function leadTo(server: string, thread: string): Reply {
  return {
    blocks: [
      { kind: 'text', lines: [line('The discussion is in ', { channel: thread }, '.')] },
      {
        kind: 'buttons',
        buttons: [{ label: 'Open discussion', url: channelLink(server, thread) }],
      },
    ],
  };
}
