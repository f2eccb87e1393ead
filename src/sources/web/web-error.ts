/** Why an answer of a service cannot be used. */
export type WebTrouble =
  | 'unreachable'
  | 'refused-address'
  | 'busy'
  | 'refused'
  | 'missing'
  | 'empty'
  | 'too-large'
  | 'not-understood';

/** A service could not be asked, or its answer is of no use; the message is a sentence. */
export class WebError extends Error {
  override name = 'WebError';
  readonly trouble: WebTrouble;
  /** Milliseconds after which the service says that it may be asked again. */
  readonly retryAfter: number | undefined;

  constructor(
    trouble: WebTrouble,
    message: string,
    options: ErrorOptions & { readonly retryAfter?: number | undefined } = {},
  ) {
    super(message, options);
    this.trouble = trouble;
    this.retryAfter = options.retryAfter;
  }

  /** Whether asking again after a pause may help. */
  get isPassing(): boolean {
    return ['unreachable', 'busy', 'empty'].includes(this.trouble);
  }
}
