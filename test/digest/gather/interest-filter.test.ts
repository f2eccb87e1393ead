import { describe, expect, it } from 'vitest';
import { createInterestFilter } from '../../../src/digest/gather/interest-filter.ts';
import { type Interests, noInterests } from '../../../src/digest/schedule/schedule.ts';
import { paperOf } from '../paper-of.ts';

function holds(interests: Partial<Interests>, paper = paperOf('Reward Models'), topic?: string) {
  const filter = createInterestFilter({ ...noInterests, ...interests });
  const held = { paper, topic, found: undefined };
  const strength = filter.strengthOf(held);
  if (typeof strength === 'string') {
    return strength;
  }
  const { topics, authors, mentions } = filter.matchOf(held);
  expect(strength).toBe(topics.length + authors.length + mentions.length);
  return { topics, mentions, authors };
}

const keywords = ['reward model'];
/** As the paper has it. */
const mentions = ['Reward Models'];

describe('interests', () => {
  it('let everything in where there are none', () => {
    expect(holds({})).toEqual({ topics: [], mentions: [], authors: [] });
  });

  it('let a paper in by its topic or by a keyword', () => {
    expect(holds({ topics: ['agents'], keywords }, undefined, 'agents')).toMatchObject({
      topics: ['agents'],
      mentions,
    });
    expect(holds({ topics: ['agents'] }, undefined, 'alignment')).toBe('unmatched');
    expect(holds({ topics: ['agents'], keywords }, undefined, 'alignment')).toMatchObject({
      topics: [],
      mentions,
    });
  });

  it('let an excluded word win', () => {
    const paper = paperOf('Reward Models for Robots');
    expect(holds({ keywords, excludes: ['robot'] }, paper)).toBe('excluded');
    expect(holds({ excludes: ['robot'] }, paper)).toBe('excluded');
    expect(holds({ keywords, excludes: ['drone'] }, paper)).toMatchObject({ mentions });
  });

  it('look for whole words in title and abstract, whatever their endings', () => {
    const paper = paperOf('On Learning', { abstract: 'We train\nreward-models. Agents plan.' });
    expect(holds({ keywords: ['reward modelling'] }, paper)).not.toBe('unmatched');
    expect(holds({ keywords: ['REWARD MODEL'] }, paper)).not.toBe('unmatched');
    expect(holds({ keywords: ['gent'] }, paper)).toBe('unmatched');
    expect(holds({ keywords: ['learning train'] }, paper)).toBe('unmatched');
  });

  it('find a phrase written as one word, and one word written as two', () => {
    const paper = paperOf('Finetuning Small Models', { tldr: 'On co-training.' });
    expect(holds({ keywords: ['fine-tuning'] }, paper)).not.toBe('unmatched');
    expect(holds({ keywords: ['cotraining'] }, paper)).not.toBe('unmatched');
  });

  it('give as reason the words of the paper, and only what it says', () => {
    const paper = paperOf('Related Kettles', {
      abstract: 'The kettles are related by relations. RAG dolls were fine-tuned, then analysed.',
    });
    const typed = ['relativity', 'kettle', 'RAG', 'finetuning', 'analyze', 'doll'];
    expect(holds({ keywords: typed }, paper)).toMatchObject({
      mentions: ['Kettles', 'RAG', 'fine-tuned', 'analysed', 'dolls'],
    });
    expect(holds({ keywords: ['relativity'] }, paper)).toBe('unmatched');
  });

  it('leave out no paper for a word that only has the same root', () => {
    const paper = paperOf('General Policies', { abstract: 'News of universities. Organized.' });
    for (const excludes of [['generation'], ['police'], ['new'], ['universe'], ['organ']]) {
      expect(holds({ excludes }, paper), excludes[0]).toMatchObject({ mentions: [] });
    }
    expect(holds({ excludes: ['policy'] }, paper)).toBe('excluded');
  });

  it('look into the summary only where there is no abstract', () => {
    const summary = paperOf('A', { tldr: 'About bandits.' });
    expect(holds({ keywords: ['bandits'] }, summary)).not.toBe('unmatched');
    const whole = paperOf('A', { tldr: 'About bandits.', abstract: 'On planning.' });
    expect(holds({ keywords: ['bandits'] }, whole)).toBe('unmatched');
  });

  it('let a paper in by a part of an author’s name, without its accents', () => {
    const paper = paperOf('A', { authors: ['Łukasz Kaiser'] });
    expect(holds({ authors: ['kaiser'] }, paper)).toMatchObject({ authors: ['kaiser'] });
    expect(holds({ authors: ['lukasz'] }, paper)).not.toBe('unmatched');
    expect(holds({ authors: ['noam'] }, paper)).toBe('unmatched');
  });

  it('take a name for the same whichever part of it comes first, and no longer name for it', () => {
    const paper = paperOf('A', { authors: ['Li, Wei'] });
    expect(holds({ authors: ['Wei Li'] }, paper)).toMatchObject({ authors: ['Wei Li'] });
    expect(holds({ authors: ['W. Li'] }, paper)).not.toBe('unmatched');
    expect(holds({ authors: ['Wei Li'] }, paperOf('B', { authors: ['Wei Liu'] }))).toBe(
      'unmatched',
    );
  });
});
