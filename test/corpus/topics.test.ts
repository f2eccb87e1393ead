import { describe, expect, it } from 'vitest';
import { topicName } from '../../src/corpus/topics.ts';

describe('topicName', () => {
  it.each([
    ['code-math', 'Code and mathematics'],
    ['human-ai', 'Humans and AI'],
    ['other', 'Other'],
    ['graph_neural-nets', 'Graph neural nets'],
    ['constructor', 'Constructor'],
    ['--', '--'],
    ['', ''],
  ])('%s is shown as “%s”', (slug, name) => {
    expect(topicName(slug)).toBe(name);
  });
});
