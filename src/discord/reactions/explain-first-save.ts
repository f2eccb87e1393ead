import type { Settings } from '../../library/people/settings.ts';
import { introduction } from '../../reply/saved/first-save.ts';
import type { SendDirect } from '../posting/direct-message.ts';

/**
 * Tells somebody who saved by a reaction for the first time what that means, in a direct message.
 * Where those are closed the next private answer does.
 */
export function createFirstSaveExplainer(
  settings: Settings,
  sendDirect: SendDirect,
): (person: string) => Promise<void> {
  return async (person) => {
    if (!(await settings.claimIntroduction(person))) {
      return;
    }
    let isSent = false;
    try {
      isSent = await sendDirect(person, introduction);
    } finally {
      if (!isSent) {
        await settings.giveBackIntroduction(person);
      }
    }
  };
}
