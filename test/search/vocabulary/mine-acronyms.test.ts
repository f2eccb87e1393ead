import { describe, expect, it } from 'vitest';
import { mineAcronyms } from '../../../src/search/vocabulary/mine-acronyms.ts';

describe('mineAcronyms', () => {
  it.each([
    ['We study Markov decision processes (MDPs).', 'MDP', 'Markov decision processes'],
    [
      'Here reinforcement learning from human feedback (RLHF) is used.',
      'RLHF',
      'reinforcement learning from human feedback',
    ],
    [
      'the direct preference optimization (DPO; see below) loss',
      'DPO',
      'direct preference optimization',
    ],
    [
      'a model of PPO (proximal policy optimization) training',
      'PPO',
      'proximal policy optimization',
    ],
    ['multi-agent systems (MAS) are', 'MAS', 'multi-agent systems'],
  ])('%s', (text, short, long) => {
    expect(mineAcronyms(text)).toEqual([{ short, long }]);
  });

  it.each([
    'an example (see Table 2) of it',
    'Kim et al. (2023) say so',
    'a plain word (Word) here',
    'the limit (i.e., the end) of it',
    'unrelated words (XYZ) follow',
  ])('finds none in: %s', (text) => {
    expect(mineAcronyms(text)).toEqual([]);
  });
});
