import { describe, expect, it } from 'vitest';
import { createSuggester } from '../../../src/search/suggest/suggester.ts';

const titles = [
  'τ^2-Bench: Evaluating Conversational Agents',
  'Tree Search for Language Model Agents',
  'Learning to Search with Trees',
  'Reward Models and Search',
  'A Survey of Preference Optimization',
];

function suggest(typed: string, limit = 25): (string | undefined)[] {
  const suggester = createSuggester();
  for (const [i, title] of titles.entries()) {
    suggester.add(i, title);
  }
  return suggester.suggest(typed, limit).map((i) => titles[i]);
}

describe('createSuggester', () => {
  it('completes prefixes of words in any order', () => {
    expect(suggest('agents tre')).toEqual([titles[1]]);
    expect(suggest('sea lear')).toEqual([titles[2]]);
  });

  it('puts first what begins as typed', () => {
    expect(suggest('tree s')[0]).toBe(titles[1]);
    expect(suggest('rew')[0]).toBe(titles[3]);
  });

  it('forgives a typing error, though not in a word that fits', () => {
    expect(suggest('prefernce opt')).toEqual([titles[4]]);
    expect(suggest('tere search')).toContain(titles[1]);
  });

  it('finds a name however it is typed', () => {
    for (const typed of ['tau2', 'tau-b', 'tau 2 ben', 'τ^2', 'tau2bench']) {
      expect(suggest(typed)[0], typed).toBe(titles[0]);
    }
  });

  it('offers the weightiest while nothing is typed, and no more than asked', () => {
    const suggester = createSuggester();
    suggester.add(1, 'rare', 0.1);
    suggester.add(2, 'common', 1);
    expect(suggester.suggest('', 25)).toEqual([2, 1]);
    expect(suggest('', 2)).toHaveLength(2);
    expect(suggest('e', 1)).toHaveLength(1);
  });

  it('forgets what was removed', () => {
    const suggester = createSuggester();
    suggester.add(1, 'gone');
    suggester.remove(1);
    expect(suggester.suggest('go', 25)).toEqual([]);
  });

  it('has nothing for what is nowhere', () => {
    expect(suggest('zzzzzz')).toEqual([]);
    expect(suggest('???')).toHaveLength(titles.length);
  });
});
