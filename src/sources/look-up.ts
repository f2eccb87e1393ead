import { isObject } from '../corpus/records/record-rows.ts';
import { queryArxiv } from './arxiv/query-arxiv.ts';
import type { SourcePaper } from './define-source.ts';
import { huggingFaceService, readRow } from './hugging-face.ts';
import type { Patience, WebClient } from './web/web-client.ts';
import { WebError } from './web/web-error.ts';

/** Somebody is waiting for the answer. */
const hurried: Patience = { tries: 2, firstPause: 2_000, factor: 2 };

/**
 * The paper with an arXiv number, as Hugging Face or else arXiv knows it.
 * @returns undefined where neither has it.
 * @throws {WebError} where they cannot be asked.
 */
export async function lookUpNumber(
  web: WebClient,
  number: string,
): Promise<SourcePaper | undefined> {
  const asked: WebClient = { get: (service, address) => web.get(service, address, hurried) };
  const [known, official] = [await onHuggingFace(asked, number), await onArxiv(asked, number)];
  return known && official ? { ...official, ...known } : (known ?? official);
}

async function onArxiv(web: WebClient, number: string): Promise<SourcePaper | undefined> {
  const [found] = await queryArxiv(web, { numbers: [number], limit: 1 });
  if (found?.arxivId !== number) {
    return undefined;
  }
  const { submitted: _, ...paper } = found;
  return paper;
}

async function onHuggingFace(web: WebClient, number: string): Promise<SourcePaper | undefined> {
  try {
    const { text } = await web.get(
      huggingFaceService,
      `https://huggingface.co/api/papers/${encodeURIComponent(number)}`,
    );
    const value: unknown = JSON.parse(text);
    const found = isObject(value) ? readRow(value) : undefined;
    if (found?.arxivId !== number) {
      return undefined;
    }
    const { listedOn: _, ...paper } = found;
    return paper;
  } catch (error) {
    // A paper that nobody brought to Hugging Face is on arXiv all the same.
    if (error instanceof SyntaxError || error instanceof WebError) {
      return undefined;
    }
    throw error;
  }
}
