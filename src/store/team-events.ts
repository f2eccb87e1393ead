import type { PaperId } from '../corpus/paper.ts';
import type { AttentionSource } from '../trending/attention-source.ts';

/** What a team did to papers, read from what it saved and discusses: a save that ends leaves no event. */
export interface TeamEvents extends AttentionSource {
  /** What a team saved last, the newest first. */
  savedLately(server: string, max: number): Promise<readonly PaperId[]>;
}
