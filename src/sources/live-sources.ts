import { arxiv } from './arxiv/arxiv.ts';
import type { Source, SourceDefinition } from './define-source.ts';
import { feed } from './feed.ts';
import { huggingFace } from './hugging-face.ts';

/** Every kind of source that can be named in OFFPRINT_SOURCES. */
const definitions: readonly SourceDefinition[] = [huggingFace, arxiv, feed];

/** What can be written in OFFPRINT_SOURCES. */
export const sourceUsage: readonly string[] = definitions.map(({ usage }) => usage);

/**
 * The source that a name asks for.
 * @returns undefined where there is none.
 */
export function openSource(name: string): Source | undefined {
  const [, kind = '', argument] = /^([a-z-]+)(?::(.*))?$/su.exec(name.trim()) ?? [];
  return definitions.find((definition) => definition.name === kind)?.open(argument);
}

/** The names of a list with commas; a comma inside an address stays where a name does not follow. */
export function sourceNames(list: string): string[] {
  const kinds = definitions.map(({ name }) => name).join('|');
  return list
    .split(new RegExp(`,\\s*(?=(?:${kinds})(?:[:,\\s]|$))`, 'u'))
    .map((name) => name.trim().replace(/(?<!,),+$/u, ''))
    .filter((name) => name !== '');
}
