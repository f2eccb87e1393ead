import { describe, expect, it } from 'vitest';
import { createSearch } from '../../../src/search/create-search.ts';
import { openOnnxEncoder, type Transformers } from '../../../src/search/meaning/onnx-encoder.ts';
import { createMemoryPapers, paperOf } from '../memory-papers.ts';

/** A model that knows two things: animals and weather. */
function fakeTransformers(): Transformers & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    env: { allowRemoteModels: true, localModelPath: '' },
    pipeline: async (_task, model) => {
      if (model === 'broken') {
        throw new Error('no such file');
      }
      asked.push(model);
      return async (texts) => ({
        tolist: () => texts.map((text) => (/cat|dog|feline/i.test(text) ? [1, 0] : [0, 1])),
      });
    },
  };
}

describe('openOnnxEncoder', () => {
  it('runs the model of a local folder and fetches nothing', async () => {
    const transformers = fakeTransformers();
    const encoder = await openOnnxEncoder('/models/tiny', async () => transformers);
    expect(transformers.env).toEqual({ allowRemoteModels: false, localModelPath: '/models' });
    expect(transformers.asked).toEqual(['tiny']);
    const vectors = await encoder.encode([{ title: 'A cat', text: '' }, { text: 'rain' }]);
    expect(vectors.map((vector) => [...vector])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('says what to install when the optional package is not there', async () => {
    await expect(openOnnxEncoder('/models/tiny')).rejects.toThrow(
      /OFFPRINT_MODEL.*npm install @huggingface\/transformers/,
    );
  });

  it('says so when the folder holds no model', async () => {
    await expect(openOnnxEncoder('/models/broken', async () => fakeTransformers())).rejects.toThrow(
      /OFFPRINT_MODEL: no ONNX sentence model .* \/models\/broken/,
    );
  });

  it('finds papers by their meaning once all are encoded', async () => {
    const encoder = await openOnnxEncoder('/models/tiny', async () => fakeTransformers());
    const papers = createMemoryPapers([paperOf('Of dogs'), paperOf('Of rain'), paperOf('Of snow')]);
    const search = createSearch({ papers, encoder });
    await search.refresh();
    await expect
      .poll(async () =>
        (await search.find({ text: `feline ${performance.now()}` })).hits.map(({ id }) => id),
      )
      .toEqual(['of dogs']);
    await search.close();
  });
});
