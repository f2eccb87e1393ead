import { createDigests, type DigestParts, type Digests } from '../../src/digest/digests.ts';
import type { Poster } from '../../src/digest/post/poster.ts';
import type { ShownDigest } from '../../src/digest/post/run-claim.ts';
import type { Store } from '../../src/store/store.ts';
import type { AttentionSource } from '../../src/trending/attention-source.ts';
import { createTrending } from '../../src/trending/trending.ts';
import { openTestStore } from '../store/open-test-store.ts';
import { createFakeChannels, type FakeChannels } from './fake-channels.ts';
import { searchOver } from './search-over.ts';

/** A clock that a test sets. */
export interface SetClock {
  now(): Date;
  at: Date;
}

export interface DigestRig {
  readonly store: Store;
  readonly channels: FakeChannels;
  readonly clock: SetClock;
  readonly digests: Digests;
  readonly shown: ShownDigest[];
  readonly warnings: string[];
}

export interface RigOptions {
  readonly at: string;
  readonly saves?: AttentionSource;
  /** Another database beside the same channels and clock: a second host. */
  readonly beside?: DigestRig;
  readonly file?: string;
  /** Instead of the channels in memory. */
  readonly poster?: Poster;
  readonly isOurs?: DigestParts['isOurs'];
}

/** The digest room on a real store in memory and channels in memory. */
export async function openDigestRig({
  at,
  saves,
  beside,
  file,
  poster,
  isOurs,
}: RigOptions): Promise<DigestRig> {
  const clock: SetClock = beside?.clock ?? { at: new Date(at), now: () => new Date(clock.at) };
  const store = await openTestStore({ clock, ...(file !== undefined && { file }) });
  const channels = beside?.channels ?? createFakeChannels(clock);
  const trending = createTrending({ events: store.events, ...(saves && { others: [saves] }) });
  const shown: ShownDigest[] = [];
  const warnings: string[] = [];
  const quiet = () => {};
  const digests = createDigests({
    ledger: store.digestLedger,
    schedules: store.schedules,
    alerts: store.alerts,
    poster: poster ?? channels,
    ...(isOurs && { isOurs }),
    clock,
    sources: {
      corpus: store.corpus,
      search: searchOver(store.corpus),
      trending,
      pages: store.events,
    },
    messageShown: async (message) => void shown.push(message),
    log: {
      debug: quiet,
      info: quiet,
      warn: (_, event) => void warnings.push(event),
      error: (_, event) => void warnings.push(event),
    },
  });
  return { store, channels, clock, digests, shown, warnings };
}
