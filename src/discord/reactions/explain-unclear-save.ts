import type { ShownMessage } from '../../library/saves/shown-message.ts';
import { unclearSave } from '../../reply/saved/unclear-save.ts';
import type { SendDirect } from '../posting/direct-message.ts';

/** Time between two such messages to one person, in milliseconds. */
const pause = 60 * 60 * 1000;

/**
 * Tells somebody whose save emoji is on a message of several papers how to save one of them, in a
 * direct message: a reaction has no private answer.
 */
export function createUnclearSaveExplainer(
  sendDirect: SendDirect,
): (person: string, message: ShownMessage) => Promise<void> {
  const toldAt = new Map<string, number>();
  return async (person, message) => {
    const now = performance.now();
    for (const [each, at] of toldAt) {
      if (now - at > pause) {
        toldAt.delete(each);
      }
    }
    if (!toldAt.has(person)) {
      toldAt.set(person, now);
      await sendDirect(person, unclearSave(message));
    }
  };
}
