import { readFileSync } from 'node:fs';

/** How the recipes start the bot. */
export interface Recipe {
  /** Of Node itself. */
  readonly flags: readonly string[];
  /** What tells the system's allocator how to keep memory. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The flags and the allocator's settings in a recipe: `Dockerfile`, or the service in `README.md`. */
export function readRecipe(file: 'Dockerfile' | 'README.md'): Recipe {
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
  const start = /^(?:CMD|ExecStart=).*\bnode\b.*$/m.exec(text)?.[0] ?? '';
  const settings = [...text.matchAll(/\b(MALLOC_[A-Z_]+)=(\d+)/g)];
  return {
    flags: start.slice(0, start.indexOf('dist/')).match(/--[a-z-]+(?:=\d+)?/g) ?? [],
    environment: Object.fromEntries(settings.map(([, name = '', value = '']) => [name, value])),
  };
}
