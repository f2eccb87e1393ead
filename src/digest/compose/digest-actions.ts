import type { PaperId } from '../../corpus/paper.ts';
import type { ActionRef } from '../../reply/reply.ts';
import type { SentMessage } from '../post/poster.ts';
import type { Part } from './pick.ts';

const parts: readonly Part[] = ['trending', 'new', 'shelf'];

/**
 * The menu of a digest. Its custom id carries the claim, by which the message is found again, and
 * how many papers each part has; its values are the papers in order.
 */
export function readDigestAction(claim: string, counts: Readonly<Record<Part, number>>): ActionRef {
  const args = [claim, parts.map((part) => counts[part]).join('.')];
  return { command: 'paper', action: 'read', args };
}

/** The button that shows what had no room. */
export function moreAction(claim: string): ActionRef {
  return { command: 'digest', action: 'more', args: [claim] };
}

/** The button that saves a paper of a digest. */
export function saveAction(paper: PaperId): ActionRef {
  return { command: 'saved', action: 'save', args: [paper] };
}

/** The papers of a message that was sent for this claim, or undefined where it is another's. */
export function papersOfMessage(
  { customIds, values }: SentMessage,
  claim: string,
): { readonly id: PaperId; readonly part: Part }[] | undefined {
  const menu = customIds.map((id) => id.split(':')).find((words) => words.includes(claim));
  if (!menu) {
    return undefined;
  }
  const counts = menu.at(-1)?.split('.').map(Number) ?? [];
  const partOf = parts.flatMap((part, at) => Array<Part>(counts[at] || 0).fill(part));
  return values.map((value, at) => ({ id: value as PaperId, part: partOf[at] ?? 'new' }));
}
