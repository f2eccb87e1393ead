import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPassage } from '../../../../src/search/ranking/passages/passage.ts';
import { readText } from '../../../../src/search/text/readable-text.ts';

const passageOf = (text: string, weights: Record<string, number>) =>
  bestPassage(readText(text), new Map(Object.entries(weights)));

function marked(text: string, weights: Record<string, number>): string[] {
  const passage = passageOf(text, weights);
  return passage?.matches.map(([start, end]) => passage.text.slice(start, end)) ?? [];
}

describe('bestPassage', () => {
  it('is the sentence with the most of what was asked', () => {
    const text = 'Models are large. A reward model can be hacked by a policy. The reward is small.';
    expect(passageOf(text, { reward: 2, hack: 3, model: 1 })?.text).toBe(
      'A reward model can be hacked by a policy.',
    );
  });

  it('says what the paper does or finds rather than why, or asks', () => {
    const why =
      'While reward hacking of reward models has emerged as a major problem, few mend it.';
    const asks = 'Can reward hacking of a reward model be kept small by an ensemble of critics?';
    const does = 'We propose an ensemble of critics whose vote keeps the hacking of a model small.';
    const weights = { reward: 2, hack: 3, model: 1 };
    expect(passageOf(`${why} ${asks} ${does}`, weights)?.text).toBe(does);
    expect(
      passageOf(
        `${why} A policy that hacks its model gets no better at its own task, whoever has trained it.`,
        weights,
      )?.text,
    ).toMatch(/^A policy/);
  });

  it('marks words by their stem, and compounds whole', () => {
    expect(marked('Hacking policies with Fine-Tuning.', { hack: 1, finetun: 1 })).toEqual([
      'Hacking',
      'Fine-Tuning',
    ]);
  });

  it('is the first sentence where nothing matches, and none of no text', () => {
    expect(passageOf('One thing. Another.', { other: 1 })).toEqual({
      text: 'One thing.',
      matches: [],
    });
    expect(passageOf('', { other: 1 })).toBeUndefined();
  });

  it('is not cut at an abbreviation', () => {
    expect(passageOf('We show, e.g. With robots, that it works.', { robot: 1 })?.text).toMatch(
      /^We show/,
    );
  });

  it('cuts a long sentence between words, around what matches', () => {
    const filler = 'many other words that say little '.repeat(30);
    const passage = passageOf(`${filler}the needle is here ${filler}end.`, { needl: 1 });
    expect(passage?.text).toMatch(/^… .*needle is here.* …$/);
    expect(passage?.text.length).toBeLessThanOrEqual(330);
    expect(marked(`${filler}the needle is here ${filler}end.`, { needl: 1 })).toEqual(['needle']);
  });

  it('marks stretches inside its text, in order, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900 }), fc.string(), (noise, more) => {
        const passage = passageOf(`${noise} model ${more} model-based ${noise}`, {
          model: 1,
          modelbas: 2,
        });
        let last = 0;
        for (const [start, end] of passage?.matches ?? []) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(passage?.text.length ?? 0);
          last = end;
        }
      }),
    );
  });
});
