import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImports } from './read-imports.ts';

/** What a room may import: other rooms, rooms' types, packages. zod and the `Logger` are open to all. */
interface Allowed {
  readonly rooms?: readonly string[];
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
  /** May read and write files, and the like. */
  readonly files?: true;
}

const everyRoom = [
  'corpus',
  'search',
  'trending',
  'library',
  'reply',
  'chart',
  'digest',
  'sources',
  'store',
  'config',
  'log',
  'health',
];

const house: Readonly<Record<string, Allowed>> = {
  corpus: {
    packages: [
      'temporal-polyfill',
      'html-to-text',
      // They read BibTeX and RIS files as well as they write them.
      '@citation-js/core',
      '@citation-js/plugin-bibtex',
      '@citation-js/plugin-ris',
    ],
  },
  search: {
    rooms: ['corpus'],
    packages: [
      'minisearch',
      'quickselect',
      'wink-porter2-stemmer',
      'stopword',
      'an-array-of-english-words',
      'ml-matrix',
      '@huggingface/transformers',
      'p-queue',
      'temporal-polyfill',
    ],
  },
  // A list of words, looked up in the file that a package brings.
  'search/vocabulary/english-words': { files: true },
  trending: { rooms: ['corpus'], types: ['search'], packages: ['temporal-polyfill'] },
  library: {
    rooms: ['corpus', 'search'],
    types: ['trending'],
    packages: ['csv-stringify'],
  },
  reply: { rooms: ['corpus'], types: ['search', 'trending', 'library'] },
  chart: { packages: ['@resvg/resvg-js', 'dejavu-fonts-ttf'] },
  digest: {
    rooms: ['corpus', 'trending', 'search', 'library', 'reply', 'chart'],
    packages: ['node-cron', 'p-queue', 'temporal-polyfill', '@vvo/tzdb', 'city-timezones'],
  },
  sources: {
    rooms: ['corpus'],
    types: ['trending'],
    packages: ['chokidar', 'p-queue', 'p-retry', 'fast-xml-parser', 'temporal-polyfill'],
    files: true,
  },
  store: {
    // Papers get their identity and their shown texts where they enter and leave the store.
    rooms: ['corpus'],
    types: everyRoom,
    packages: ['better-sqlite3', 'p-queue', 'pg'],
    files: true,
  },
  command: {
    rooms: ['corpus', 'reply'],
    types: ['offprint'],
    packages: ['discord-api-types'],
  },
  discord: {
    rooms: ['command', 'corpus', 'reply'],
    types: ['search', 'trending', 'library', 'digest', 'offprint'],
    packages: ['discord.js', 'discord-api-types', 'p-queue', 'p-retry'],
  },
  'discord/registration/load-commands': { types: ['command'], files: true },
  commands: {
    rooms: ['corpus', 'search', 'trending', 'library', 'digest', 'reply', 'chart', 'command'],
    types: ['offprint'],
    packages: ['discord-api-types'],
  },
  'local-discord': { packages: ['fastify', 'ws', 'discord-api-spec', 'discord-api-types'] },
  playground: {
    rooms: ['local-discord'],
    packages: ['fastify', '@fastify/static', 'lit', 'discord-markdown-parser', 'discord-api-types'],
  },
  'playground/world/world-file': { packages: [], files: true },
  // What can be named in OFFPRINT_SOURCES is for the sources to say.
  config: { rooms: ['sources'] },
  'config/read-app-config': { files: true },
  log: { packages: ['pino'] },
  health: { types: ['offprint', 'corpus', 'sources', 'discord'], packages: ['fastify'] },
  'shut-down': {},
  // What processes of `--processes` say to the one that started them.
  'parent-process': { rooms: ['discord'] },
  offprint: { types: everyRoom },
  composition: { rooms: everyRoom, types: ['offprint'], packages: ['p-queue'] },
  // Where `npm start` takes the bot.
  place: {
    rooms: ['config', 'health', 'parent-process', 'playground', 'store'],
    types: ['offprint'],
    files: true,
  },
  'run-bot': {
    rooms: [...everyRoom, 'composition', 'discord', 'commands', 'place'],
    types: ['offprint', 'shut-down'],
  },
  'run-processes': { rooms: ['config', 'health', 'discord'], types: ['shut-down'] },
  main: {
    rooms: [
      ...everyRoom,
      'discord',
      'parent-process',
      'place',
      'run-bot',
      'run-processes',
      'shut-down',
    ],
    packages: ['commander'],
    files: true,
  },
  cli: {
    rooms: [...everyRoom, 'composition', 'offprint', 'discord', 'commands'],
    packages: ['commander', 'discord.js'],
    files: true,
  },
};

const root = new URL('..', import.meta.url).pathname;
const builtins = new Set(builtinModules.map((name) => `node:${name}`));
const touchesFiles = new Set(['node:fs', 'node:fs/promises']);

interface Source {
  /** From the project's root, without extension: `src/corpus/paper`. */
  readonly path: string;
  readonly text: string;
}

function sourcesOf(folder: string): Source[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      path: `${folder}/${file.replace(/\.d\.ts$|\.ts$/, '')}`,
      text: readFileSync(`${root}${folder}/${file}`, 'utf8'),
    }));
}

/** `src/corpus/paper` is in the room corpus, `src/main` in main, `commands/saved/index` in commands. */
function roomOf(path: string): string {
  const [top = '', room = ''] = path.split('/');
  return top === 'src' ? room : top;
}

/** The narrowest entry of the table for a file: the file's own, else its room's. */
function allowedFor(path: string): Allowed | undefined {
  return house[path.replace(/^src\//, '')] ?? house[roomOf(path)];
}

function packageOf(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What an import breaks, in words, or undefined. */
function breach(path: string, { from, typeOnly }: { from: string; typeOnly: boolean }) {
  const allowed = allowedFor(path) ?? {};
  if (from.startsWith('node:')) {
    if (!builtins.has(from)) {
      return `${from} is none of Node's modules`;
    }
    return touchesFiles.has(from) && !allowed.files ? `may not touch files (${from})` : undefined;
  }
  if (!from.startsWith('.')) {
    const known = packageOf(from) === 'zod' || allowed.packages?.includes(packageOf(from));
    return known ? undefined : `may not use the package ${from}`;
  }
  const target = targetOf(path, from);
  const room = roomOf(target);
  const reached = [room, target.replace(/^src\//, '')];
  if (typeOnly && room === 'log') {
    return undefined;
  }
  if (room === roomOf(path) && !target.startsWith('src/main')) {
    return undefined;
  }
  if (reached.some((each) => allowed.rooms?.includes(each))) {
    return undefined;
  }
  if (typeOnly && reached.some((each) => allowed.types?.includes(each))) {
    return undefined;
  }
  return `may not import ${target}${typeOnly ? '' : ' at run time'}`;
}

/** The file that a relative import leads to, from the project's root, without extension. */
function targetOf(path: string, from: string): string {
  return posix.join(posix.dirname(path), from).replace(/\.ts$/, '');
}

/** One circle of files that import each other, types or not, its first file repeated at the end. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const finished = new Set<string>();
  const walk = (path: string, trail: readonly string[]): string[] | undefined => {
    const met = trail.indexOf(path);
    if (met >= 0) {
      return [...trail.slice(met), path];
    }
    if (finished.has(path)) {
      return undefined;
    }
    for (const target of imports.get(path) ?? []) {
      const circle = walk(target, [...trail, path]);
      if (circle) {
        return circle;
      }
    }
    finished.add(path);
    return undefined;
  };
  for (const path of imports.keys()) {
    const circle = walk(path, []);
    if (circle) {
      return circle;
    }
  }
  return undefined;
}

/** Names that a source exports without a doc comment. Default exports say it in their `data`. */
function undocumented(source: string): string[] {
  const exported =
    /(\*\/\n(?:\/\/ biome.*\n)?)?^export (?:async )?(?:function\*?|const|interface|type|class) (\w+)/gm;
  return [...source.matchAll(exported)].flatMap(([, comment, name = '']) =>
    comment ? [] : [name],
  );
}

/** Folders of a tree that hold more than a dozen files of their own. */
function crowded(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = posix.dirname(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 12).map(([folder]) => folder);
}

const sources = [...sourcesOf('src'), ...sourcesOf('commands')];
const imports = new Map(
  sources.map(({ path, text }) => [
    path,
    readImports(text).flatMap(({ from }) => (from.startsWith('.') ? [targetOf(path, from)] : [])),
  ]),
);

describe('the house', () => {
  it('has rooms with files in them', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it('has no file outside its rooms', () => {
    expect(sources.filter(({ path }) => !allowedFor(path)).map(({ path }) => path)).toEqual([]);
  });

  it('is walked one way: every import is on the allow-list', () => {
    const breaches = sources.flatMap(({ path, text }) =>
      readImports(text).flatMap((each) => {
        const broken = breach(path, each);
        return broken ? [`${path}: ${broken}`] : [];
      }),
    );
    expect(breaches).toEqual([]);
  });

  it('has no circle of files', () => {
    expect(circleIn(imports)).toBeUndefined();
  });

  it('parts a room of more than a dozen files into sub-rooms', () => {
    expect(crowded(sources.map(({ path }) => path))).toEqual([]);
  });

  it('says of each export what it is', () => {
    const bare = sources.flatMap(({ path, text }) =>
      undocumented(text).map((name) => `${path}: ${name}`),
    );
    expect(bare).toEqual([]);
  });

  it('reads the environment in main and cli only', () => {
    const readers = sources.filter(({ text }) => /\bprocess\.env\b/.test(text));
    expect(
      readers.map(({ path }) => roomOf(path)).filter((room) => room !== 'main' && room !== 'cli'),
    ).toEqual([]);
  });
});

describe('finding circles', () => {
  it('names the files of one, wherever it begins', () => {
    const circle = new Map([
      ['a', ['b', 'c']],
      ['b', ['d']],
      ['c', []],
      ['d', ['e']],
      ['e', ['b', 'c']],
    ]);
    expect(circleIn(circle)).toEqual(['b', 'd', 'e', 'b']);
  });

  it('finds none where two ways lead to one file', () => {
    const diamond = new Map([
      ['a', ['b', 'c']],
      ['b', ['d']],
      ['c', ['d']],
      ['d', []],
    ]);
    expect(circleIn(diamond)).toBeUndefined();
  });
});

describe('reading imports', () => {
  it('tells types from what runs', () => {
    const source = [
      "import type { A } from './a.ts';",
      "import { type B, type C } from './b.ts';",
      "import {\n  type D,\n  e,\n} from './c.ts';",
      "export { f } from './d.ts';",
      "import './e.ts';",
      "const g = await import('./f.ts');",
      "// import { h } from './g.ts';",
    ].join('\n');
    expect(readImports(source)).toEqual([
      { from: './a.ts', typeOnly: true },
      { from: './b.ts', typeOnly: true },
      { from: './c.ts', typeOnly: false },
      { from: './d.ts', typeOnly: false },
      { from: './e.ts', typeOnly: false },
      { from: './f.ts', typeOnly: false },
    ]);
  });

  it('finds a breach where there is one', () => {
    expect(
      breach('src/corpus/x', { from: '../store/open-store.ts', typeOnly: true }),
    ).toBeDefined();
    expect(breach('src/reply/x', { from: '../search/search.ts', typeOnly: false })).toBeDefined();
    expect(breach('src/reply/x', { from: 'discord.js', typeOnly: false })).toBeDefined();
    expect(breach('src/reply/x', { from: 'node:fs', typeOnly: false })).toBeDefined();
  });
});
