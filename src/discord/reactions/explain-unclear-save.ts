import type { ShownMessage } from '../../library/saves/shown-message.ts';
import { unclearSave, unclearSaveHere } from '../../reply/saved/unclear-save.ts';
import type { SendDirect } from '../posting/direct-message.ts';
import type { PassingNotes } from '../posting/passing-notes.ts';

/** Time between two such messages to one person, in milliseconds. */
const pause = 60 * 60 * 1000;
/** Notes in channels that are remembered, so that nobody gets two for one message. */
const maxNoted = 1_000;

/**
 * Tells somebody whose save emoji is on a message of several papers how to save one of them, in a
 * direct message: a reaction has no private answer. Where Discord refuses that, a note in the channel
 * says it, once for each person and message.
 */
export function createUnclearSaveExplainer(
  sendDirect: SendDirect,
  notes: PassingNotes,
): (person: string, message: ShownMessage) => Promise<void> {
  const toldAt = new Map<string, number>();
  const noted = new Set<string>();

  async function note(person: string, message: ShownMessage): Promise<void> {
    const key = `${person} ${message.id}`;
    if (noted.has(key)) {
      return;
    }
    noted.add(key);
    const [oldest] = noted;
    if (noted.size > maxNoted && oldest !== undefined) {
      noted.delete(oldest);
    }
    await notes.post(person, message, unclearSaveHere(person, message));
  }

  return async (person, message) => {
    const now = performance.now();
    for (const [each, at] of toldAt) {
      if (now - at > pause) {
        toldAt.delete(each);
      }
    }
    if (toldAt.has(person)) {
      return;
    }
    toldAt.set(person, now);
    const isTold = await sendDirect(person, unclearSave(message));
    if (!isTold && message.server !== undefined) {
      await note(person, message);
    }
  };
}
