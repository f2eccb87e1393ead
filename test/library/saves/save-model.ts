import type { ReactionKind } from '../../../src/library/saves/save.ts';

/** Something that happens to one save, in the order in which it is taken in. */
export type SaveEvent =
  | { readonly is: 'put-on' | 'taken-off'; readonly reaction: string; readonly kind: ReactionKind }
  | { readonly is: 'cleared'; readonly reaction: string }
  | { readonly is: 'asked' | 'removed' | 'restored' | 'noted' };

/**
 * The rules of saving said once more, as sets and without a thought for storage: what the program
 * is held against. One model is one person, one paper, one shelf.
 */
export interface SaveModel {
  saved(): boolean;
  apply(event: SaveEvent): void;
  /** This person's reactions as they are on messages after an absence. */
  readBack(standing: readonly (readonly [reaction: string, kind: ReactionKind])[]): void;
  copy(): SaveModel;
}

interface Sets {
  readonly onMessage: ReadonlyMap<string, ReadonlySet<ReactionKind>>;
  readonly origins: ReadonlySet<string>;
  readonly dismissed: ReadonlySet<string>;
  readonly noted: boolean;
  readonly everSaved: boolean;
}

const nothing: Sets = {
  onMessage: new Map(),
  origins: new Set(),
  dismissed: new Set(),
  noted: false,
  everSaved: false,
};

export function createSaveModel(from: Sets = nothing): SaveModel {
  const onMessage = new Map([...from.onMessage].map(([name, kinds]) => [name, new Set(kinds)]));
  const origins = new Set(from.origins);
  const dismissed = new Set(from.dismissed);
  let { noted, everSaved } = from;

  function saved(): boolean {
    return origins.size > 0;
  }

  function takeOff(reaction: string, kind: ReactionKind): void {
    const kinds = onMessage.get(reaction);
    if (!kinds?.delete(kind) || kinds.size > 0) {
      return;
    }
    onMessage.delete(reaction);
    dismissed.delete(reaction);
    const stood = saved();
    origins.delete(reaction);
    if (stood && !saved() && noted) {
      origins.add('asked');
    }
  }

  function putOn(reaction: string, kind: ReactionKind): void {
    const kinds = onMessage.get(reaction) ?? new Set();
    const duplicate = kinds.has(kind);
    onMessage.set(reaction, kinds.add(kind));
    if (!duplicate && !dismissed.has(reaction)) {
      origins.add(reaction);
    }
  }

  return {
    saved,
    apply(event: SaveEvent): void {
      if (event.is === 'put-on') {
        putOn(event.reaction, event.kind);
      }
      if (event.is === 'taken-off') {
        takeOff(event.reaction, event.kind);
      }
      if (event.is === 'cleared') {
        onMessage.delete(event.reaction);
        dismissed.delete(event.reaction);
      }
      if (event.is === 'asked') {
        origins.add('asked');
      }
      if (event.is === 'restored' && everSaved && !saved()) {
        origins.add('asked');
      }
      if (event.is === 'noted' && saved()) {
        noted = true;
      }
      if (event.is === 'removed') {
        origins.clear();
        for (const reaction of onMessage.keys()) {
          dismissed.add(reaction);
        }
      }
      everSaved ||= saved();
    },
    copy: () => createSaveModel({ onMessage, origins, dismissed, noted, everSaved }),
    readBack(standing): void {
      for (const [reaction, kind] of standing) {
        putOn(reaction, kind);
      }
      for (const [reaction, kinds] of onMessage) {
        for (const kind of kinds) {
          if (!standing.some(([other, its]) => other === reaction && its === kind)) {
            takeOff(reaction, kind);
          }
        }
      }
      everSaved ||= saved();
    },
  };
}
