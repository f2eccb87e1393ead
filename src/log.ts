/** Writes one event as fields and a short sentence in the past tense. */
export type LogEvent = (fields: Readonly<Record<string, unknown>>, event: string) => void;

/** What the rooms log to; an error goes under the field `err`. */
export interface Logger {
  debug: LogEvent;
  info: LogEvent;
  warn: LogEvent;
  error: LogEvent;
}
