import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Paper } from '../../src/corpus/paper.ts';
import { paperIdOf } from '../../src/corpus/paper-id.ts';
import { createSearch } from '../../src/search/create-search.ts';
import { openStore } from '../../src/store/open-store.ts';
import { measureDigests } from './digests/bench-digests.ts';
import { fillDigestWorld } from './digests/digest-world.ts';
import { say, table } from './search/say.ts';
import { vocabulary } from './search/vocabulary.ts';

/**
 * `npm run simulate`: what a paper and a digest take is measured here, on this machine, and carried on
 * in proportion to sizes that nobody has yet. It says which resource ends first.
 */
const sizes = [
  { papers: 474, servers: 10 },
  { papers: 10_000, servers: 1_000 },
  { papers: 100_000, servers: 10_000 },
  { papers: 1_000_000, servers: 100_000 },
];

/** Papers that the costs are measured at; above 2,000 the engine is the one of large corpora. */
const measuredAt = { few: 2_500, many: 10_000 };
const channelsMeasured = 200;

/** What may be used up at most, in one process. */
const limits = {
  /** Requests that Discord takes from a bot in a second; all digests are due at one hour here. */
  requestsPerSecond: 50,
  /** A digest is late after this many minutes. */
  lateAfterMinutes: 60,
  /** Memory in which a small server runs the bot. */
  megabytes: 1_024,
  /** Seconds until every search is answered after a start. */
  readySeconds: 60,
  /** Servers that Discord serves over one gateway connection. */
  serversPerShard: 2_500,
} as const;

setFlagsFromString('--expose-gc');
/** Without it, memory says more of when the garbage was collected last than of an index. */
const collectGarbage = runInNewContext('gc') as () => void;

interface Costs {
  readonly indexMs: number;
  readonly kilobytes: number;
  readonly databaseKilobytes: number;
  readonly digestMs: number;
  /** What the process holds without any paper. */
  readonly baseMegabytes: number;
}

async function measureCosts(real: readonly Paper[]): Promise<Costs> {
  const few = await measureIndex(real, measuredAt.few);
  const many = await measureIndex(real, measuredAt.many);
  const more = measuredAt.many - measuredAt.few;
  const size = { papers: measuredAt.few, channels: channelsMeasured };
  const minutes = await measureDigests(real, size);
  const kilobytes = Math.max(0, (many.megabytes - few.megabytes) * 1024) / more;
  return {
    indexMs: (many.cpuMs - few.cpuMs) / more,
    kilobytes,
    databaseKilobytes: (many.databaseBytes - few.databaseBytes) / 1024 / more,
    digestMs: minutes.at(-1)?.cpuEach ?? 0,
    baseMegabytes: few.megabytes - (kilobytes * measuredAt.few) / 1024,
  };
}

interface IndexCosts {
  readonly cpuMs: number;
  readonly megabytes: number;
  readonly databaseBytes: number;
}

async function measureIndex(real: readonly Paper[], papers: number): Promise<IndexCosts> {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-simulate-'));
  const file = join(folder, 'offprint.sqlite');
  const store = await openStore({
    database: file,
    role: 'command',
    paperIdOf,
    clock: { now: () => new Date() },
  });
  try {
    await fillDigestWorld(store, real, { papers, channels: 1 });
    const search = createSearch({ papers: store.corpus });
    const before = process.cpuUsage();
    await search.refresh();
    await search.topics();
    const { user, system } = process.cpuUsage(before);
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    await search.close();
    await store.close();
    const { size } = await stat(file);
    return {
      cpuMs: (user + system) / 1000,
      megabytes: (heapUsed + external) / 1024 / 1024,
      databaseBytes: size,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function rowOf({ papers, servers }: (typeof sizes)[number], costs: Costs): string[] {
  const postMinutes = servers / limits.requestsPerSecond / 60;
  const cpuMinutes = (servers * costs.digestMs) / 60_000;
  const megabytes = costs.baseMegabytes + (papers * costs.kilobytes) / 1024;
  const readySeconds = (papers * costs.indexMs) / 1000;
  const shards = Math.ceil(servers / limits.serversPerShard);
  const shares: [string, number][] = [
    ["Discord's 50 requests a second", postMinutes / limits.lateAfterMinutes],
    ['CPU for digests', cpuMinutes / limits.lateAfterMinutes],
    ['memory', megabytes / limits.megabytes],
    ['the start', readySeconds / limits.readySeconds],
    ['one gateway connection', servers / limits.serversPerShard],
  ];
  const [[first, share] = ['', 0]] = shares.toSorted(([, a], [, b]) => b - a);
  return [
    papers.toLocaleString('en'),
    servers.toLocaleString('en'),
    postMinutes.toFixed(1),
    cpuMinutes.toFixed(1),
    readySeconds.toFixed(1),
    megabytes.toFixed(0),
    ((papers * costs.databaseKilobytes) / 1024).toFixed(0),
    String(shards),
    `${first}, ${(100 * share).toFixed(0)} %`,
  ];
}

const costs = await measureCosts(vocabulary());
say(
  `Measured: ${costs.indexMs.toFixed(2)} ms of CPU and ${costs.kilobytes.toFixed(1)} kB of heap to index a paper, ` +
    `${costs.databaseKilobytes.toFixed(1)} kB to keep it with its listings, ${costs.digestMs.toFixed(1)} ms of CPU a digest.`,
);
say('A channel in every server, all digests due at one hour; late after an hour.\n');
table(
  [
    'papers',
    'servers',
    'min to post',
    'min of CPU',
    's to index',
    'MB heap',
    'MB database',
    'shards',
    'ends first, used',
  ],
  sizes.map((size) => rowOf(size, costs)),
);
