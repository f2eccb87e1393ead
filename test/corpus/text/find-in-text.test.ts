import { describe, expect, it } from 'vitest';
import { findPapersInText } from '../../../src/corpus/text/find-in-text.ts';
import { createMemoryPapers, paperOf } from '../../search/memory-papers.ts';

const hacking = paperOf('A Survey of Reward Hacking', { arxivId: '2401.12345' });
const search = paperOf('Tree Search for Language Model Agents', {
  links: ['https://jykoh.com/search-agents'],
});
const short = paperOf('Agents');
const papers = createMemoryPapers();
papers.put([hacking, search, short]);

async function titlesIn(text: string): Promise<string[]> {
  const found = await findPapersInText(papers, text, async () => [search, short, hacking]);
  return found.map(({ title }) => title);
}

describe('a text', () => {
  it.each([
    'https://arxiv.org/abs/2401.12345v2',
    'see <https://huggingface.co/papers/2401.12345>!',
    'doi 10.48550/arXiv.2401.12345',
    'arXiv:2401.12345.',
  ])('names a paper by its arXiv number: %s', async (text) => {
    expect(await titlesIn(text)).toEqual([hacking.title]);
  });

  it('names a paper by another link it carries', async () => {
    expect(await titlesIn('code at https://jykoh.com/search-agents, nice')).toEqual([search.title]);
  });

  it.each([
    'Tree search for language model agents',
    'did you read “Tree Search for Language-Model Agents” yesterday?',
    '- **Tree Search for Language Model Agents**',
    '[Tree Search for Language Model Agents](https://example.org)',
  ])('names a paper by its whole title: %s', async (text) => {
    expect(await titlesIn(text)).toEqual([search.title]);
  });

  it('names several in their order, each once', async () => {
    const text = `${search.title} and 2401.12345, again 2401.12345 and ${search.title}`;
    expect(await titlesIn(text)).toEqual([search.title, hacking.title]);
  });

  it.each([
    'our agents are slow today',
    'call me on 2401.123 or 12401.12345',
    'a survey of rewards',
    '',
  ])('names none: %s', async (text) => {
    expect(await titlesIn(text)).toEqual([]);
  });
});
