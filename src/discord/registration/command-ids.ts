import type { CommandMention } from '../../reply/fit/to-markdown.ts';

/** The ids of the commands, which Discord tells some time after the bot has begun to answer. */
export interface CommandIds {
  /** A command that can be clicked, or its name alone while its id is not known. */
  readonly mention: CommandMention;
  readonly idOf: (command: string) => string | undefined;
  readonly learn: (ids: ReadonlyMap<string, string>) => void;
  /** Resolves when the ids were learnt for the first time. */
  readonly learnt: Promise<void>;
}

/** No ids yet. */
export function createCommandIds(): CommandIds {
  let known: ReadonlyMap<string, string> = new Map();
  let tell: () => void = () => {};
  const learnt = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    mention(command) {
      const id = known.get(command.split(' ')[0] ?? '');
      return id ? `</${command}:${id}>` : `\`/${command}\``;
    },
    idOf: (command) => known.get(command),
    learn(ids) {
      known = ids;
      tell();
    },
    learnt,
  };
}
