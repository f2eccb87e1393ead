import type { AppConfig } from '../config/read-app-config.ts';
import type { Commands } from '../discord/registration/load-commands.ts';
import type { Offprint } from '../offprint.ts';

/** What the subcommands work with. */
export interface Terminal {
  /** @throws {ConfigError} if the environment is invalid. */
  readonly config: AppConfig;
  /** A line on standard output. */
  say(line: string): void;
  /** How far the work has come: one line on standard error, redrawn, where that is a terminal. */
  progress(line: string): void;
  /** A line for people next to what is printed, on standard error. */
  note(line: string): void;
  /** Resolves a path against the person's working directory. */
  pathOf(written: string): string;
  loadCommands(): Promise<Commands>;
  /** Opens Offprint on the settings' database, and always closes it. */
  withOffprint(work: (offprint: Offprint) => Promise<void>): Promise<void>;
}
