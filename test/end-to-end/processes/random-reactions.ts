import { expect } from 'vitest';
import type { SaveEvent } from '../../library/saves/save-model.ts';
import { people, type ShardedBot } from './open-sharded-bot.ts';
import { createReactionModels, type Happening, type SavedKey } from './reaction-models.ts';
import type { Shown } from './round-digests.ts';

const emojis = ['1️⃣', '2️⃣', '3️⃣', '4️⃣', '5️⃣', '6️⃣'];

/** Something that happened to a save, and the shard that tells of it. */
export interface OnShard extends Happening {
  readonly shard: number;
}

/** What people did, in order, and which shards died after how much of it. */
export interface Round {
  readonly happenings: readonly OnShard[];
  readonly killedAfter: ReadonlyMap<number, number>;
}

/** People who react to digests, and what may be saved by that. */
export interface RandomReactions {
  /** Somebody puts a reaction on a digest of late, or takes it off, or a moderator takes off all. */
  react(): readonly OnShard[];
  /** What living processes heard, and what killed ones read back, is what the rules are applied to. */
  takeIn(round: Round): void;
  /** A removed save is not brought back by the reaction that is still there. */
  removeByHand(): Promise<void>;
  /** @throws {Error} where anything is saved, or not, otherwise than the rules say; all by default. */
  compare(when: string, keys?: readonly SavedKey[]): Promise<void>;
}

/** @param shown - the digests so far, the newest last. */
export function createRandomReactions(
  { discord, labs, store }: ShardedBot,
  shown: readonly Shown[],
  random: () => number,
): RandomReactions {
  const models = createReactionModels();
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;

  /** The reactions of a person that stand on the messages with a paper. */
  function standingOf({ server, person, paper }: SavedKey) {
    return shown
      .filter(({ lab, papers }) => lab.id === server && papers.includes(paper))
      .flatMap(({ message, papers }) => {
        const emoji = emojis[papers.indexOf(paper)] ?? '';
        return (['normal', 'super'] as const)
          .filter((kind) => discord.reactors(message, emoji, kind === 'super').includes(person))
          .map((kind) => [`${message.id} ${emoji}`, kind] as const);
      });
  }

  return {
    react() {
      const { message, lab, papers } = pick(shown.slice(-3 * labs.length));
      const at = Math.floor(random() * Math.min(papers.length, emojis.length));
      const [paper, emoji] = [papers[at] as SavedKey['paper'], emojis[at] as string];
      const reaction = `${message.id} ${emoji}`;
      const of = (person: string, event: SaveEvent): OnShard => ({
        key: { server: lab.id, person, paper },
        event,
        shard: lab.shard,
      });
      if (random() < 0.03) {
        discord.person('ada').clearReactions(message, emoji);
        return people.map((person) => of(person, { is: 'cleared', reaction }));
      }
      const person = pick(people);
      const burst = random() < 0.2;
      const kind = burst ? 'super' : 'normal';
      const isThere = discord.reactors(message, emoji, burst).includes(person);
      discord.person(person)[isThere ? 'unreact' : 'react'](message, emoji, { burst });
      return [of(person, { is: isThere ? 'taken-off' : 'put-on', reaction, kind })];
    },

    takeIn({ happenings, killedAfter }) {
      models.heard(happenings.filter(({ shard }) => !killedAfter.has(shard)));
      const ofKilled = happenings.flatMap(({ shard, ...happening }, at) => {
        const after = killedAfter.get(shard);
        return after === undefined ? [] : { ...happening, mayBeHeard: at < after };
      });
      models.readBack(ofKilled, standingOf);
    },

    async removeByHand() {
      for (let times = 0; times < 3; times += 1) {
        const key = pick(models.keys());
        const lab = labs.find(({ id }) => id === key.server);
        const person = discord.person(key.person);
        const [paper] = await store.corpus.papers([key.paper]);
        const saves = await store.library.saves.list({ library: key.server, person: person.id });
        if (lab && paper && saves.some((save) => save.paper === key.paper)) {
          await person.runCommand(lab.channel, 'saved remove', { paper: paper.title }).message();
          models.heard([{ key, event: { is: 'removed' } }]);
        }
      }
    },

    async compare(when, keys = models.keys()) {
      const saved = new Set<string>();
      for (const server of new Set(keys.map((key) => key.server))) {
        for (const { person, paper } of await store.library.saves.list({ library: server })) {
          saved.add(`${server} ${person} ${paper}`);
        }
      }
      for (const key of keys) {
        const { id } = discord.person(key.person);
        const isSaved = saved.has(`${key.server} ${id} ${key.paper}`);
        const where = `${when}: ${key.paper} of ${key.person} in ${key.server}, saved: ${isSaved}`;
        expect(models.compare(key, isSaved), where).toBe(true);
      }
    },
  };
}
