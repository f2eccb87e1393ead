import pino, { type DestinationStream } from 'pino';

/** Writes one event as fields and a short sentence in the past tense. */
export type LogEvent = (fields: Readonly<Record<string, unknown>>, event: string) => void;

/** What the rooms log to; an error goes under the field `err`. */
export interface Logger {
  debug: LogEvent;
  info: LogEvent;
  warn: LogEvent;
  error: LogEvent;
}

/** The level, and the secrets that no line may show. */
export interface LogOptions {
  readonly logLevel: pino.LevelWithSilent;
  /** Texts that must never be written, such as the bot's token. */
  readonly secrets: readonly string[];
  /**
   * Where lines go.
   * @default standard error, which leaves standard output to answers; as JSON, or as plain words
   * where a person is watching.
   */
  readonly destination?: DestinationStream;
}

/** Everything that a line says is redacted, whichever field or error it came in. */
export function createLog(options: LogOptions): Logger {
  const { logLevel, secrets } = options;
  const destination = options.destination ?? standardError();
  const redact = createRedaction(secrets);
  return pino(
    {
      level: logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: describeError },
    },
    { write: (line: string) => destination.write(redact(line)) },
  );
}

const redacted = '[redacted]';

/** A shorter secret would be found in harmless words; a real one is longer. */
const shortestSecret = 8;

/** Tokens that are known by their shape, in case one is met that is not this bot's. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, redacted],
  // Whoever has an interaction's token may answer it for 15 minutes; it is in its addresses.
  [/(\/(?:webhooks|interactions)\/\d+\/)[^/?"\s]+/g, `$1${redacted}`],
  [/("(?:token|authorization)":)"(?:[^"\\]|\\.)*"/gi, `$1"${redacted}"`],
];

function createRedaction(secrets: readonly string[]): (line: string) => string {
  const texts = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  const longestFirst = [...new Set(texts)].sort((a, b) => b.length - a.length);
  return (line) => {
    const known = longestFirst.reduce((text, secret) => text.replaceAll(secret, redacted), line);
    return shapes.reduce((text, [shape, instead]) => text.replace(shape, instead), known);
  };
}

/** The telling parts of an error: discord.js hangs whole requests on its own, people's texts included. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) {
    return error;
  }
  const { name, message, stack, cause } = error;
  const telling = ['code', 'status', 'method', 'url'].flatMap((field) =>
    field in error ? [[field, Reflect.get(error, field) as unknown]] : [],
  );
  return {
    name,
    message,
    ...Object.fromEntries(telling),
    stack,
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}

function standardError(): DestinationStream {
  const destination = pino.destination({ dest: 2, sync: true });
  if (!process.stderr.isTTY) {
    return destination;
  }
  return { write: (line) => void destination.write(describeLine(line)) };
}

/** A log line for people: time, level and event, then its fields, an error's stack last. */
export function describeLine(line: string): string {
  const { time, level, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const clock = new Date(String(time)).toTimeString().slice(0, 8);
  const details = Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const said = [clock, String(level).padEnd(5), msg, ...details].join(' ');
  const text = err === undefined ? said : `${said}\n${describeStack(err)}`;
  // Other control characters could steer a terminal.
  return `${text.replaceAll(/(?!\n)\p{Cc}/gu, ' ')}\n`;
}

function describeStack(err: unknown): string {
  if (typeof err !== 'object' || err === null) {
    return String(err);
  }
  const { stack, message, cause } = err as Record<string, unknown>;
  const own = String(stack ?? message);
  return cause === undefined ? own : `${own}\nbecause of ${describeStack(cause)}`;
}
