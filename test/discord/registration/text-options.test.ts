import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { loadCommands } from '../../../src/discord/registration/load-commands.ts';

interface Declared {
  readonly name: string;
  readonly type: number;
  readonly options?: readonly Declared[];
  readonly choices?: readonly unknown[];
  readonly max_length?: number;
}

it('every text that people type into a command has a longest length', async () => {
  const commands = await loadCommands(new URL('../../../commands/', import.meta.url));
  const texts = [...commands.values()].flatMap(({ data }) => textsIn(data as Declared, data.name));
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.filter(([, longest]) => longest === undefined)).toEqual([]);
});

function textsIn(declared: Declared, path: string): [path: string, longest: number | undefined][] {
  return (declared.options ?? []).flatMap((option): [string, number | undefined][] => {
    const name = `${path} ${option.name}`;
    const isTyped = option.type === Option.String && !option.choices;
    return isTyped ? [[name, option.max_length]] : textsIn(option, name);
  });
}
