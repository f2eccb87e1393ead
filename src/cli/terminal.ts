import type { AppConfig } from '../config/read-app-config.ts';
import type { Commands } from '../discord/registration/load-commands.ts';
import type { Offprint } from '../offprint.ts';

/** What the subcommands work with. */
export interface Terminal {
  /** @throws {ConfigError} if the environment is invalid. */
  readonly config: AppConfig;
  /** A line on standard output. */
  say(line: string): void;
  /** Progress for people, on standard error. */
  progress(line: string): void;
  /** Resolves a path against the person's working directory. */
  pathOf(written: string): string;
  loadCommands(): Promise<Commands>;
  /** Opens Offprint on the settings' database, and always closes it. */
  withOffprint(work: (offprint: Offprint) => Promise<void>): Promise<void>;
}
