import type { PreparedDigest } from '../compose/prepare-digest.ts';
import type { Refusal } from './poster.ts';

/**
 * What of the new and trending papers was left out and why, as a sentence; undefined where nothing.
 * @param noRoom - papers that would have gone in, had there been room.
 */
export function describeLeftOut(
  { leftOut: { excluded, unmatched } }: Pick<PreparedDigest, 'leftOut'>,
  noRoom: number,
): string | undefined {
  const parts = [
    ...(noRoom > 0 ? [`${noRoom} did not fit`] : []),
    ...(unmatched > 0 ? [`${unmatched} matched no topic or keyword`] : []),
    ...(excluded > 0 ? [`${excluded} contained an excluded keyword`] : []),
  ];
  return parts.length === 0 ? undefined : `left out: ${parts.join(', ')}`;
}

/** Why Discord refuses a digest and what can be done, as the rest of a sentence. */
export function describeRefusal(refusal: Refusal): string {
  switch (refusal) {
    case 'no-channel':
      return 'the channel was deleted or is not visible to Offprint';
    case 'no-permission':
      return 'Offprint has no permission to post there';
    case 'automod':
      return 'AutoMod blocked the message; exempt Offprint in its rule';
    case 'closed':
      return 'you do not accept direct messages from Offprint';
    case 'invalid':
      return 'Discord refused the message';
  }
}
