import { WebError } from './web-error.ts';

/** Bytes; arXiv's largest feeds have some six million. */
const maxBody = 30_000_000;

/**
 * The text of an answer, no more of it than can be a list of papers.
 * @throws {WebError} where it is larger, or ends before it should.
 */
export async function readBody(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) {
      return text + decoder.decode();
    }
    bytes += value.byteLength;
    if (bytes > maxBody) {
      await reader?.cancel();
      throw new WebError('too-large', `The response has more than ${maxBody} bytes.`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
