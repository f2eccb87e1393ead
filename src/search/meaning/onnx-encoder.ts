import { basename, dirname } from 'node:path';
import type { SentenceEncoder } from './sentence-encoder.ts';

/** The part of @huggingface/transformers that is used. */
export interface Transformers {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  pipeline(task: 'feature-extraction', model: string): Promise<FeatureExtractor>;
}

type FeatureExtractor = (
  texts: readonly string[],
  options: { readonly pooling: 'mean'; readonly normalize: true },
) => Promise<{ tolist(): number[][] }>;

/** Texts encoded in one call. */
const batchSize = 16;

/**
 * A sentence model in ONNX from a local folder (as exported for Transformers.js: `config.json`, the
 * tokenizer, `onnx/model.onnx`), run on this machine; nothing is fetched. Rejects with a sentence
 * where the optional package is not installed or the folder holds no such model.
 */
export async function openOnnxEncoder(
  folder: string,
  load: () => Promise<Transformers> = importTransformers,
): Promise<SentenceEncoder> {
  const transformers = await load();
  transformers.env.allowRemoteModels = false;
  transformers.env.localModelPath = dirname(folder);
  const extract = await transformers
    .pipeline('feature-extraction', basename(folder))
    .catch((cause: unknown) => {
      throw new Error(`OFFPRINT_MODEL: no ONNX sentence model could be loaded from ${folder}.`, {
        cause,
      });
    });
  return {
    name: `sentence model ${basename(folder)}`,
    async encode(texts) {
      const vectors: Float32Array[] = [];
      for (let i = 0; i < texts.length; i += batchSize) {
        const batch = texts
          .slice(i, i + batchSize)
          .map(({ title, text }) => (title ? `${title}. ${text}` : text));
        const tensor = await extract(batch, { pooling: 'mean', normalize: true });
        for (const vector of tensor.tolist()) {
          vectors.push(Float32Array.from(vector));
        }
      }
      return vectors;
    },
  };
}

async function importTransformers(): Promise<Transformers> {
  const name = '@huggingface/transformers';
  try {
    const transformers: unknown = await import(name);
    return transformers as Transformers;
  } catch (cause) {
    throw new Error(
      `OFFPRINT_MODEL is set, but the package that runs the model is not installed: npm install ${name}`,
      { cause },
    );
  }
}
