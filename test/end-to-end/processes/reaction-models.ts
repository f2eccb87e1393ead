import type { PaperId } from '../../../src/corpus/paper.ts';
import { createSaveModel, type SaveEvent, type SaveModel } from '../../library/saves/save-model.ts';

/** One person's save of one paper in one server. */
export interface SavedKey {
  readonly server: string;
  readonly person: string;
  readonly paper: PaperId;
}

/** Something that happened to a save. */
export interface Happening {
  readonly key: SavedKey;
  readonly event: SaveEvent;
}

/** The same, and whether its process may still have heard of it before it was killed. */
interface HappeningOfKilled extends Happening {
  readonly mayBeHeard: boolean;
}

type Standing = Parameters<SaveModel['readBack']>[0];

/** What may be saved, as the rules say. */
export interface ReactionModels {
  /** A process that lived heard all of these. */
  heard(happenings: readonly Happening[]): void;
  /**
   * A process was killed: it heard some first part of what came before, and what is on the messages was read
   * back later.
   */
  readBack(happenings: readonly HappeningOfKilled[], standing: (key: SavedKey) => Standing): void;
  /** Takes in whether a paper is saved. @returns false where the rules say otherwise. */
  compare(key: SavedKey, isSaved: boolean): boolean;
  /** Everything that a rule was applied to. */
  keys(): readonly SavedKey[];
}

/** A model for each save that is touched, or several where it is not known what a killed process heard. */
export function createReactionModels(): ReactionModels {
  const entries = new Map<string, { readonly key: SavedKey; models: readonly SaveModel[] }>();

  function entryOf(key: SavedKey) {
    const name = `${key.server} ${key.person} ${key.paper}`;
    const entry = entries.get(name) ?? { key, models: [createSaveModel()] };
    entries.set(name, entry);
    return entry;
  }

  return {
    heard(happenings) {
      for (const { key, event } of happenings) {
        for (const model of entryOf(key).models) {
          model.apply(event);
        }
      }
    },
    readBack(happenings, standing) {
      const byEntry = groupBy(happenings, ({ key }) => entryOf(key));
      for (const [entry, own] of byEntry) {
        const before = own.filter(({ mayBeHeard }) => mayBeHeard).map(({ event }) => event);
        entry.models = entry.models.flatMap((model) =>
          Array.from({ length: before.length + 1 }, (_, heard) => {
            const copy = model.copy();
            for (const event of before.slice(0, heard)) {
              copy.apply(event);
            }
            copy.readBack(standing(entry.key));
            return copy;
          }),
        );
      }
    },
    compare(key, isSaved) {
      const entry = entryOf(key);
      const possible = entry.models.filter((model) => model.saved() === isSaved);
      if (possible.length === 0) {
        return false;
      }
      entry.models = possible;
      return true;
    },
    keys: () => [...entries.values()].map(({ key }) => key),
  };
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
