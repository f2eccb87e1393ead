import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { type Config, readConfig } from './read-config.ts';

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
  const from = (path: string) => (path === ':memory:' ? path : resolve(root, path));
  return {
    ...config,
    database: from(config.database),
    pages: from(config.pages),
    ...(config.model && { model: from(config.model) }),
    starterFile: config.starter ? from('data/starter.jsonl') : undefined,
    playgroundDatabase: from('data/playground.sqlite'),
    playgroundWorld: from('data/playground.world'),
  };
}

/** The folder of package.json, whether this runs from src or from dist. */
function projectRoot(): string {
  let folder = new URL('.', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) {
    folder = new URL('..', folder);
  }
  return fileURLToPath(folder);
}
