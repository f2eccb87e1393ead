import { WebError } from './web-error.ts';

/**
 * Reads an answer.
 * @param whose - the service, as the sentence names it.
 * @throws {WebError} where it is not JSON.
 */
export function readJson(text: string, whose: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WebError('not-understood', `${whose} returned JSON that cannot be read.`, { cause });
  }
}
