import type { AppConfig } from '../config/read-settings.ts';
import type { Commands } from '../discord/registration/load-commands.ts';
import type { Offprint } from '../offprint.ts';

/** What the verbs of the command line work with. */
export interface Terminal {
  /** @throws {ConfigError} where the environment cannot be used. */
  readonly config: AppConfig;
  /** A line on standard output. */
  say(line: string): void;
  /** How it goes, on standard error: for people, never for programs that read the output. */
  progress(line: string): void;
  /** A path as the person wrote it, read from where they stand. */
  pathOf(written: string): string;
  loadCommands(): Promise<Commands>;
  /** Opens Offprint on the settings' database, and closes it again whatever happens. */
  withOffprint(work: (offprint: Offprint) => Promise<void>): Promise<void>;
}
