import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/search/query/syntax/parse-query.ts';

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

  it('reads a quote that is never closed to the end, and passes over one within a word', () => {
    expect(parseQuery('on "open end')).toMatchObject({
      text: 'on open end',
      phrases: ['open end'],
    });
    expect(parseQuery('on -“open end')).toMatchObject({ text: 'on', excluded: ['open end'] });
    expect(parseQuery('a 12" kettle')).toMatchObject({ text: 'a 12 kettle', phrases: [] });
  });

  it('takes NOT for a minus, and lower-case words for words', () => {
    expect(parseQuery('kettle NOT storm')).toEqual(parseQuery('kettle -storm'));
    expect(parseQuery('kettle not storm or and')).toEqual({
      text: 'kettle not storm or and',
      phrases: [],
      excluded: [],
    });
  });

  it('reads AND before OR, words side by side as belonging together, and parentheses', () => {
    expect(parseQuery('tea pot OR kettle AND "long spout"').condition).toEqual({
      any: [
        { all: [{ word: 'tea' }, { word: 'pot' }] },
        { all: [{ word: 'kettle' }, { phrase: 'long spout' }] },
      ],
    });
    expect(parseQuery('(tea OR coffee) AND NOT milk')).toMatchObject({
      condition: { any: [{ word: 'tea' }, { word: 'coffee' }] },
      excluded: ['milk'],
    });
    expect(parseQuery('tea -(milk OR sugar)').condition).toEqual({
      all: [{ word: 'tea' }, { without: { any: [{ word: 'milk' }, { word: 'sugar' }] } }],
    });
  });

  it.each([
    'why do kettles (a) whistle late, (b) whistle at all',
    'lanterns (indoors',
    'gauges :) and rain',
    'temperature (in K) of tea',
  ])('asks for no condition where parentheses are part of a sentence: %s', (typed) => {
    const parsed = parseQuery(typed);
    expect(parsed.condition).toBeUndefined();
    expect(parsed.problem).toBeUndefined();
    const bare = (text: string) => text.replaceAll(/[():]/g, '').replaceAll(/ +/g, ' ');
    expect(bare(parsed.text)).toBe(bare(typed));
  });

  it('takes parentheses for signs where nothing is joined', () => {
    expect(parseQuery('models (LLMs) NOT tea')).toEqual({
      text: 'models (LLMs)',
      phrases: [],
      excluded: ['tea'],
    });
    expect(parseQuery('f(x) AND tea').condition).toEqual({
      all: [{ word: 'f(x)' }, { word: 'tea' }],
    });
  });

  it.each([
    ['tea OR', /^OR needs/],
    ['OR tea', /^OR needs/],
    ['tea AND', /^AND needs/],
    ['tea OR OR pot', /^OR needs/],
    ['tea AND ""', /^AND needs/],
    ['tea OR NOT pot', /^OR needs/],
    ['tea NOT', /NOT/],
    ['-tea', /only excludes/],
    ['NOT (tea OR pot)', /only excludes/],
    ['(tea OR pot', /closing parenthesis is missing/],
    ['tea OR pot)', /opening parenthesis is missing/],
    ['() OR tea', /nothing/],
    [`${'('.repeat(5_000)}tea OR pot`, /too deeply/],
  ])('says what is wrong with %s', (typed, sentence) => {
    expect(parseQuery(typed).problem).toMatch(sentence);
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
