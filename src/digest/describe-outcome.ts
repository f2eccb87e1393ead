import type { PreparedDigest } from './prepare-digest.ts';

/**
 * What of the new and trending papers was left out and why, as a sentence; undefined where nothing.
 * @param noRoom - papers that would have gone in, had there been room.
 */
export function describeLeftOut(
  { leftOut: { excluded, unmatched } }: Pick<PreparedDigest, 'leftOut'>,
  noRoom: number,
): string | undefined {
  const parts = [
    ...(noRoom > 0 ? [`${noRoom} had no room`] : []),
    ...(unmatched > 0 ? [`${unmatched} matched no topic or keyword`] : []),
    ...(excluded > 0 ? [`${excluded} had an excluded word`] : []),
  ];
  return parts.length === 0 ? undefined : `left out: ${parts.join(', ')}`;
}
