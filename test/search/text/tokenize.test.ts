import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/search/text/analyse.ts';
import { foldText } from '../../../src/search/text/fold-text.ts';
import { tokenize } from '../../../src/search/text/tokenize.ts';

const wordsOf = (text: string) => tokenize(text).map(({ word }) => word);

describe('foldText', () => {
  it('takes off marks and writes out what the keyboard lacks', () => {
    expect(foldText('Łukasz Ørsted naïve straße Œuvre')).toBe('lukasz orsted naive strasse oeuvre');
  });

  it('names Greek letters, so that both ways of typing them meet', () => {
    expect(foldText('τ β Σ ς')).toBe('tau beta sigma sigma');
    expect(analyse('α-divergence').compounds).toEqual(analyse('alpha-divergence').compounds);
  });

  it('folds what is folded already to itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => foldText(foldText(text)) === foldText(text),
      ),
    );
  });
});

describe('tokenize', () => {
  it('keeps short names whole', () => {
    expect(wordsOf('Q* and Q^* in A* search, C++ or C#, 3D')).toEqual(
      'q* and q* in a* search c++ or c# 3d'.split(' '),
    );
    expect(wordsOf('gpt-3.5')).toEqual(['gpt', '3.5']);
  });

  it('takes markdown stars for no part of a word', () => {
    expect(wordsOf('**bold** and *slanted* words')).toEqual('bold and slanted words'.split(' '));
  });

  it('leaves out what an apostrophe adds', () => {
    expect(wordsOf("the model’s policy doesn't")).toEqual(['the', 'model', 'policy', 'doesn']);
  });

  it('cuts scripts without spaces into words', () => {
    expect(wordsOf('強化学習 for robots')).toContain('学習');
  });

  it('says where each word stands, in order and without overlap', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        let last = 0;
        for (const { start, end, word } of tokenize(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(word).not.toMatch(/[\sA-Z]/);
          last = end;
        }
      }),
    );
  });
});

describe('analyse', () => {
  it('stems words and leaves out those that say nothing', () => {
    expect(analyse('How do the policies learn from rewards?').terms).toEqual([
      'polici',
      'learn',
      'reward',
    ]);
  });

  it('keeps the go of Go-Explore', () => {
    expect(analyse('Go-Explore').terms).toContain('go');
  });

  it('reads a compound as its parts and as one', () => {
    expect(analyse('τ^2-Bench')).toMatchObject({ terms: ['tau', '2', 'bench'] });
    expect(analyse('τ²-Bench').compounds.map(({ term }) => term)).toEqual(
      expect.arrayContaining(['tau2', 'tau2bench']),
    );
    expect(analyse('fine-tuning').compounds[0]?.term).toBe(analyse('finetuning').terms[0]);
  });
});

describe('analyse', () => {
  it('leaves what is too long for a word as it is, and finds it again', () => {
    const [term] = analyse(`${'ing'.repeat(7000)} nets`).terms;
    expect(term).toBe('ing'.repeat(7000));
    expect(analyse('running').terms).toEqual(['run']);
  });
});
