import { describe, expect, it } from 'vitest';
import { isPhrase } from '../../../src/search/wording/phrase.ts';
import { createPhraseFinder } from '../../../src/search/wording/phrase-finder.ts';

/** How a text mentions a phrase. */
function mention(phrase: string, ...texts: readonly string[]): string | undefined {
  return createPhraseFinder([phrase]).find(texts).get(0);
}

describe('a phrase', () => {
  it.each([
    ['reward model', 'We compare Reward Models.', 'Reward Models'],
    ['reward models', 'A reward-model is trained.', 'reward-model'],
    ['reward modelling', 'On reward modeling.', 'reward modeling'],
    ['fine-tuning', 'It is finetuned twice.', 'finetuned'],
    ['finetuning', 'After fine-tuning it', 'fine-tuning'],
    ['finetuning', 'We fine tune it', 'fine tune'],
    ['fine tuning', 'a fine-tuned kettle', 'fine-tuned'],
    ['data set', 'Two datasets.', 'datasets'],
    ['dataset', 'Two data sets.', 'data sets'],
    ['multi-agent', 'multiagent systems', 'multiagent'],
    ['multiagent', 'a multi-agent system', 'multi-agent'],
    ['e-mail', 'unwanted emails', 'emails'],
    [
      'large language model fine-tuning',
      'large language model finetuning',
      'large language model finetuning',
    ],
    ['chain of thought', 'a chain-of-thought prompt', 'chain-of-thought'],
    ['naive bayes', 'A Naïve Bayes kettle', 'Naïve Bayes'],
    ['Schrödinger', 'the schrodinger bridge', 'schrodinger'],
    ['tau-bench', 'on τ-Bench we', 'τ-Bench'],
    ['colour', 'The color of rain', 'color'],
    ['analysis', 'Analyses of tea', 'Analyses'],
    ['world model', 'Worlds of models. A world\n model helps.', 'world model'],
  ])('%s is mentioned by "%s"', (phrase, text, as) => {
    expect(mention(phrase, text)).toBe(as);
  });

  it.each([
    ['relativity', 'Related work on related questions: relations are relative.'],
    ['model reward', 'A reward model.'],
    ['reward model', 'We study reward. Model size is fixed.'],
    ['reward model', 'reward, model and policy'],
    ['reward model', 'a reward for the model'],
    ['notable', 'It is not able to'],
    ['inform', 'given in form of a table'],
    ['therapist', 'the rapist'],
    ['tuning', 'an attuning'],
    ['agent', 'reagents and agency'],
  ])('%s is not mentioned by "%s"', (phrase, text) => {
    expect(mention(phrase, text)).toBeUndefined();
  });

  it('does not reach from one text into the next', () => {
    expect(mention('kettle whistle', 'On the kettle', 'Whistle softly')).toBeUndefined();
    expect(mention('kettle whistle', 'On the kettle', 'A kettle whistles')).toBe('kettle whistles');
  });
});

describe('an acronym in capitals', () => {
  it.each([
    ['RAG', 'RAG for kettles', 'RAG'],
    ['RAG', 'Many RAGs are', 'RAGs'],
    ['RAGs', 'One RAG', 'RAG'],
    ['RAG', 'a rag, or Rag dolls', undefined],
    ['rag', 'RAG for kettles', 'RAG'],
    ['GAN', 'they gan to sing', undefined],
    ['AI', 'the ai, a sloth', undefined],
    ['AI safety', 'on AI safety', 'AI safety'],
    ['AI safety', 'ai safety', undefined],
    ['MoE', 'an MOE layer of moe', 'MOE'],
    ['LLM', 'llms and tea', 'llms'],
    ['LLM', 'Two LLMs', 'LLMs'],
    ['IT', 'it is IT', 'IT'],
    ['R', 'code in R', 'R'],
    ['R', 'the r of it', undefined],
  ])('%s in "%s" is %s', (phrase, text, as) => {
    expect(mention(phrase, text)).toBe(as);
  });

  it('is distinguished from words typed in capitals', () => {
    expect(mention('REWARD MODEL', 'reward-models')).toBe('reward-models');
    expect(mention('AI SAFETY', 'AI safety')).toBe('AI safety');
    expect(mention('KETTLES', 'a kettle')).toBe('kettle');
  });
});

it('finds several phrases at once, each where it is first mentioned', () => {
  const finder = createPhraseFinder(['storm', 'storms at sea', 'lantern', 'sea']);
  const found = finder.find(['A Storm at Sea', 'Storms, and the sea.']);
  expect([...found].toSorted(([a], [b]) => a - b)).toEqual([
    [0, 'Storm'],
    [1, 'Storm at Sea'],
    [3, 'Sea'],
  ]);
});

it('tells a phrase from words that say nothing', () => {
  for (const typed of ['reward model', 'Q*', 'IT', '3D', '強化学習']) {
    expect(isPhrase(typed), typed).toBe(true);
  }
  for (const typed of ['the of', '!?', '']) {
    expect(isPhrase(typed), typed).toBe(false);
  }
});
