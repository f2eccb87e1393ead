/** Characters of a tag, and how many one save may carry. */
export const tagLimits = { length: 40, perSave: 20 } as const;

/**
 * A tag as it is kept: lower case, words joined by hyphens, without a leading #.
 * @returns undefined where nothing is left, or too much.
 */
export function readTag(typed: string): string | undefined {
  const tag = typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^#+/, '')
    .replaceAll(/[\s,;]+/gu, '-')
    .replaceAll(/[^\p{L}\p{M}\p{N}_.+-]/gu, '')
    .replaceAll(/^[-.]+|(?<![-.])[-.]+$/g, '');
  return tag !== '' && tag.length <= tagLimits.length ? tag : undefined;
}
