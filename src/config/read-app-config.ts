import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { type Config, ConfigError, readConfig } from './read-config.ts';
import { canBeShared } from './read-shards.ts';

/** The settings, and the files that ship with Offprint. Paths are absolute. */
export interface AppConfig extends Config {
  readonly starterFile: string | undefined;
  /** The playground's own database. */
  readonly playgroundDatabase: string;
  /** What the playground shows, kept next to its database. */
  readonly playgroundWorld: string;
}

/**
 * Reads the environment and, for what it leaves open, the project's `.env`.
 * @throws {ConfigError} with one message for everything that is wrong.
 */
export function readAppConfig(
  environment: Readonly<Record<string, string | undefined>>,
): AppConfig {
  const root = projectRoot();
  const file = resolve(root, '.env');
  const written = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const given = Object.entries(environment).filter(([, value]) => value?.trim());
  const config = readConfig({ ...written, ...Object.fromEntries(given) });
  const from = (path: string) =>
    path === ':memory:' || canBeShared(path) ? path : resolve(root, path);
  const [database, pages] = [from(config.database), from(config.pages)];
  const playgroundDatabase = from('data/playground.sqlite');
  requireApart(config.token ? database : playgroundDatabase, pages);
  return {
    ...config,
    database,
    pages,
    ...(config.model && { model: from(config.model) }),
    starterFile: config.starter ? from('data/starter.jsonl') : undefined,
    playgroundDatabase,
    playgroundWorld: from('data/playground.world'),
  };
}

/** Every write to a database in the watched folder would start another import, for ever. */
function requireApart(database: string, pages: string): void {
  const path = relative(pages, database);
  if (
    database !== ':memory:' &&
    !canBeShared(database) &&
    !path.startsWith('..') &&
    !isAbsolute(path)
  ) {
    throw new ConfigError(
      `The database ${database} is inside the pages folder ${pages}, which is watched for pages. Set OFFPRINT_PAGES to another folder.`,
    );
  }
}

/** The folder of package.json, whether this runs from src or from dist. */
function projectRoot(): string {
  let folder = new URL('.', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) {
    folder = new URL('..', folder);
  }
  return fileURLToPath(folder);
}
