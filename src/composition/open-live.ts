import type { Clock } from '../corpus/clock.ts';
import type { Logger } from '../log.ts';
import { type LiveSources, openLiveSources } from '../sources/open-live-sources.ts';
import { createResolver, type Resolver } from '../sources/resolve/resolver.ts';
import type { SourceState } from '../sources/source-store.ts';
import { createWebClient, type WebClientOptions } from '../sources/web/web-client.ts';
import type { Store } from '../store/store.ts';

/** Which live sources there are, and who asks. */
export interface LiveOptions {
  /** As OFFPRINT_SOURCES names them; without any nothing is asked by itself. */
  readonly names: readonly string[];
  readonly contact?: string | undefined;
  readonly semanticScholarKey?: string | undefined;
}

/** What asks the network. */
export interface Live {
  readonly sources: LiveSources;
  readonly resolver: Resolver;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/** Papers whose numbers are looked for each minute. */
const resolvedAtOnce = 3;

/** Joins the live sources and the resolver: they share one client, and so one pace. */
export function openLive(options: {
  readonly store: Store;
  readonly sources?: LiveOptions;
  readonly wait?: WebClientOptions['wait'];
  readonly clock: Clock;
  readonly log: Logger;
  readonly onFailing: (state: SourceState) => Promise<void>;
}): Live {
  const { store, wait, clock, log, onFailing } = options;
  const { names, contact, semanticScholarKey }: LiveOptions = options.sources ?? { names: [] };
  const ending = new AbortController();
  const web = createWebClient({
    paces: store.sources,
    clock,
    contact,
    log,
    signal: ending.signal,
    ...(wait && { wait }),
  });
  const stores = { corpus: store.corpus, events: store.events };
  const states = store.sources;
  const sources = openLiveSources({ names, web, states, stores, clock, log, onFailing });
  const resolver = createResolver({
    corpus: store.corpus,
    store: store.resolutions,
    web,
    semanticScholarKey,
    clock,
    log,
  });
  return {
    sources: {
      ...sources,
      async tick() {
        if (names.length === 0) {
          return;
        }
        await sources.tick();
        await resolver.resolveNext(resolvedAtOnce).catch((err: unknown) => {
          if (!ending.signal.aborted) {
            log.error({ err }, 'papers could not be looked up');
          }
        });
      },
    },
    resolver,
    async close() {
      ending.abort();
      await Promise.all([sources.stop(), resolver.close()]);
    },
  };
}
