import { describe, expect, it } from 'vitest';
import { createTitleSpellings } from '../../../src/search/topics/title-spellings.ts';

describe('keywords, spelled as titles spell their words,', () => {
  const spell = createTitleSpellings([
    'Direct RLHF: Deep RL From Human Feedback',
    'RLHF for LLMs',
    'Rlhf revisited',
    'LoRA and Policy Gradients in POMDPs',
    'A TITLE IN CAPITALS ABOUT GRADIENTS',
  ]);

  it.each([
    ['rlhf', 'RLHF'],
    ['deep rl', 'deep RL'],
    ['lora fine-tuning', 'LoRA fine-tuning'],
    ['llm agents', 'LLM agents'],
    ['pomdp', 'POMDP'],
    ['policy gradients', 'policy gradients'],
    ['never seen', 'never seen'],
    ['Deep rl', 'Deep rl'],
  ])('show %s as %s', (term, shown) => {
    expect(spell(term)).toBe(shown);
  });
});
