import type { PaperId } from '../../../corpus/paper.ts';
import type { Discussion } from '../../../library/discussion.ts';

/** A discussion, or the claim to open one, as a database gives it. */
export interface DiscussionRow {
  readonly server: string;
  readonly paper: PaperId;
  readonly channel: string | null;
  readonly thread: string | null;
}

/** A row as the library knows it; undefined while its thread is being made. */
export function discussionOf(row: DiscussionRow): Discussion | undefined {
  const { server, paper, channel, thread } = row;
  return channel === null || thread === null ? undefined : { server, paper, channel, thread };
}
