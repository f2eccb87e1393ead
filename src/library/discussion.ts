import type { PaperId } from '../corpus/paper.ts';

/** The one public thread of a paper in a server. */
export interface Discussion {
  readonly server: string;
  readonly paper: PaperId;
  readonly channel: string;
  readonly thread: string;
}

/** Somebody may make the thread, it is there already, or somebody is making it at this moment. */
export type DiscussionClaim =
  | { readonly is: 'yours'; readonly claim: number }
  | { readonly is: 'open'; readonly discussion: Discussion }
  | { readonly is: 'being-made' };

/** A claim whose maker died is free again after this long, in milliseconds. */
export const claimLasts = 60_000;

/** Decides who makes a thread, so that two presses at once make one. */
export interface DiscussionStore {
  /** @param at - now, and how old a claim is that its maker must have died on. */
  claimDiscussion(
    server: string,
    paper: PaperId,
    at: { readonly now: Date; readonly staleSince: Date },
  ): Promise<DiscussionClaim>;
  /** Ends a claim with the thread that was made; false where the claim was lost meanwhile. */
  completeDiscussion(claim: number, made: Pick<Discussion, 'channel' | 'thread'>): Promise<boolean>;
  /** The thread could not be made, or is gone: the next press makes one. */
  dropClaim(claim: number): Promise<void>;
  dropDiscussion(thread: string): Promise<void>;
  findDiscussion(server: string, paper: PaperId): Promise<Discussion | undefined>;
  findDiscussions(server: string, papers: readonly PaperId[]): Promise<readonly Discussion[]>;
}
