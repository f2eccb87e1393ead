import { clearLine, cursorTo } from 'node:readline';

/** The part of a terminal's stream that is needed: standard error is one. */
export interface ProgressStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** One line about how far the work has come. */
export interface ProgressLine {
  /** Redraws the line. Does nothing where the stream is no terminal, as in a log file. */
  show(line: string): void;
  /** Takes it away, before anything else is printed. */
  clear(): void;
}

/** A line that is redrawn in place on a terminal. */
export function createProgressLine(stream: ProgressStream): ProgressLine {
  let isShown = false;
  return {
    show(line) {
      if (stream.isTTY === true) {
        clearLine(stream, 0);
        cursorTo(stream, 0);
        // A line that wraps could not be redrawn.
        stream.write(line.slice(0, (stream.columns ?? 80) - 1));
        isShown = true;
      }
    },
    clear() {
      if (isShown) {
        clearLine(stream, 0);
        cursorTo(stream, 0);
        isShown = false;
      }
    },
  };
}
