import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/search/query/parse-query.ts';

describe('parseQuery', () => {
  it('takes plain words as they are', () => {
    expect(parseQuery('tau-bench for agents')).toEqual({
      text: 'tau-bench for agents',
      phrases: [],
      excluded: [],
    });
  });

  it('reads phrases, in straight and in curly quotes', () => {
    expect(parseQuery('"reward model" and “chain of thought”')).toEqual({
      text: 'reward model and chain of thought',
      phrases: ['reward model', 'chain of thought'],
      excluded: [],
    });
  });

  it('reads what is not wanted: a word or a phrase', () => {
    expect(parseQuery('alignment -survey -"human feedback"')).toEqual({
      text: 'alignment',
      phrases: [],
      excluded: ['survey', 'human feedback'],
    });
  });

  it('takes a dash for what it is', () => {
    expect(parseQuery('a - b -- c').excluded).toEqual([]);
  });

  it('passes over a quote that is never closed', () => {
    expect(parseQuery('"open end')).toMatchObject({ phrases: [] });
    expect(parseQuery('"open end').text).toContain('open end');
  });

  it('loses no word, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z"“-]{1,8}$/), { maxLength: 8 }), (typed) => {
        const { text, excluded } = parseQuery(typed.join(' '));
        const letters = (from: string) =>
          from
            .replace(/[^a-z]/g, '')
            .split('')
            .sort()
            .join('');
        expect(letters(text + excluded.join(''))).toBe(letters(typed.join('')));
      }),
    );
  });
});
