import { readdir } from 'node:fs/promises';
import type { Command } from '../../command/define-command.ts';

/** Commands by name. */
export type Commands = ReadonlyMap<string, Command>;

/**
 * Every command of the folder: a file's default export, or that of a folder's index.
 * @throws {Error} where a file exports no command or two have one name.
 */
export async function loadCommands(folder: URL): Promise<Commands> {
  const commands = new Map<string, Command>();
  const entries = await readdir(folder, { withFileTypes: true });
  const extension = /\.[jt]s$/.exec(import.meta.url)?.[0] ?? '.js';
  const files = entries
    .filter((entry) => entry.isDirectory() || entry.name.endsWith(extension))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/index${extension}` : entry.name));
  for (const file of files.toSorted()) {
    const { default: command } = (await import(new URL(file, folder).href)) as {
      default?: Command;
    };
    if (!command?.data?.name) {
      throw new Error(`commands/${file} exports no command by default`);
    }
    if (commands.has(command.data.name)) {
      throw new Error(`two commands are named ${command.data.name}`);
    }
    commands.set(command.data.name, command);
  }
  return commands;
}
