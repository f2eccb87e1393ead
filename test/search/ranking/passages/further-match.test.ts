import { describe, expect, it } from 'vitest';
import { furtherMatch } from '../../../../src/search/ranking/passages/further-match.ts';
import { readText } from '../../../../src/search/text/readable-text.ts';

const abstract =
  'Reward models are gamed by policies. We train an ensemble of critics that vote. It runs on robots.';
const concept = (term: string, worth = 1) => new Map([[term, worth]]);

function found(terms: readonly string[], said: string): string | undefined {
  return furtherMatch(
    readText(abstract),
    terms.map((term) => concept(term)),
    said,
  )?.text;
}

describe('a further match', () => {
  it('is the sentence with what the summary and title do not say', () => {
    expect(found(['robot', 'critic'], 'An ensemble of critics')).toBe('It runs on robots.');
  });

  it('is not given where all is said, nor where the abstract has no more', () => {
    expect(found(['critic'], 'An ensemble of critics')).toBeUndefined();
    expect(found(['critic', 'bandit'], 'An ensemble of critics')).toBeUndefined();
  });

  it('is not given where nothing of the query is in the corpus', () => {
    expect(found([], 'An ensemble of critics')).toBeUndefined();
  });

  it('is not given for a small part of the query', () => {
    const concepts = [concept('critic', 9), concept('robot', 1)];
    expect(furtherMatch(readText(abstract), concepts, 'An ensemble of critics')).toBeUndefined();
  });

  it('takes a long form for its acronym', () => {
    const search = new Map([
      ['mcts', 5],
      ['mont', 1],
      ['carlo', 1],
      ['tree', 1],
      ['search', 1],
    ]);
    const text = readText('Monte Carlo tree search is slow. We prune it.');
    expect(furtherMatch(text, [search], 'Prunes MCTS.')).toBeUndefined();
    expect(furtherMatch(text, [search], 'Prunes a search.')?.text).toMatch(/^Monte Carlo/);
  });

  it('marks all matches of its sentence, also those that were said', () => {
    const text = readText('Robots vote for critics.');
    const match = furtherMatch(text, [concept('robot'), concept('critic')], 'Critics');
    expect(match?.matches.map(([start, end]) => match.text.slice(start, end))).toEqual([
      'Robots',
      'critics',
    ]);
  });
});
