import PQueue from 'p-queue';
import type { Logger } from '../../log.ts';
import type { DocumentNumber } from '../index/term-engine.ts';
import type { Meaning } from './meaning.ts';
import type { EncodedText, SentenceEncoder } from './sentence-encoder.ts';

/** The papers in the vectors of a sentence model, which takes its time: some milliseconds each. */
export interface BackgroundMeaning {
  add(first: DocumentNumber, texts: readonly EncodedText[]): void;
  remove(document: DocumentNumber): void;
  /** Undefined until every paper is encoded: a part of them would rank above the rest. */
  current(): Meaning | undefined;
  stop(): void;
}

/** Encodes papers in the background, so that search need not wait. */
export function createBackgroundMeaning(encoder: SentenceEncoder, log?: Logger): BackgroundMeaning {
  const vectors = new Map<DocumentNumber, Float32Array>();
  const removed = new Set<DocumentNumber>();
  let waiting = 0;
  let stopped = false;
  const queue = new PQueue({ concurrency: 1 });

  async function encode(first: DocumentNumber, texts: readonly EncodedText[]): Promise<void> {
    if (stopped) {
      return;
    }
    const encoded = await encoder.encode(texts);
    for (const [i, vector] of encoded.entries()) {
      if (!removed.has(first + i)) {
        vectors.set(first + i, vector);
      }
    }
    waiting -= texts.length;
  }

  return {
    add(first, texts) {
      waiting += texts.length;
      queue
        .add(() => encode(first, texts))
        .catch((err: unknown) => {
          stopped = true;
          log?.error(
            { err, encoder: encoder.name },
            'sentence model failed; searching by words only',
          );
        });
    },
    remove(document) {
      removed.add(document);
      vectors.delete(document);
    },
    current: () => (waiting === 0 && !stopped ? { encoder, vectors } : undefined),
    stop() {
      stopped = true;
    },
  };
}
