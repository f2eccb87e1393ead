import { describe, expect, it } from 'vitest';
import { findPapersInText, numbersNotInCorpus } from '../../../src/corpus/text/find-in-text.ts';
import { createMemoryPapers, paperOf } from '../../search/memory-papers.ts';

const hacking = paperOf('A Survey of Reward Hacking', { arxivId: '2401.12345' });
const search = paperOf('Tree Search for Language Model Agents', {
  links: ['https://jykoh.com/search-agents'],
});
const short = paperOf('Agents');
const old = paperOf('Kettles at Strong Coupling', { arxivId: 'hep-th/9712004' });
const sici = paperOf('Teapots in Old Numbers', {
  links: ['https://doi.org/10.1000/(TEA)12:3<45::AID-T6>2.0.CO;2-1'],
});
const own = paperOf('Teapots of One Own', { doi: '10.1000/Pot_7' });
const papers = createMemoryPapers();
papers.put([hacking, search, short, old, sici, own]);

async function titlesIn(text: string): Promise<string[]> {
  const found = await findPapersInText(papers, text, async () => [
    search,
    short,
    hacking,
    sici,
    own,
  ]);
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

  it.each([
    'arXiv:hep-th/9712004',
    'look: https://arxiv.org/abs/hep-th/9712004v3.',
    'https://arxiv.org/pdf/hep-th/9712004v1.pdf',
    'https://doi.org/10.48550/arXiv.hep-th/9712004',
  ])('names a paper by its old arXiv number: %s', async (text) => {
    expect(await titlesIn(text)).toEqual([old.title]);
    expect(await numbersNotInCorpus(papers, text)).toEqual([]);
  });

  it.each([
    ['doi:10.1000/pot_7', own],
    ['(https://doi.org/10.1000/POT_7)', own],
    ['10.1000/(TEA)12:3<45::AID-T6>2.0.CO;2-1, too', sici],
    ['http://dx.doi.org/10.1000/(TEA)12:3%3C45::AID-T6%3E2.0.CO;2-1', sici],
  ])('names a paper by its DOI: %s', async (text, { title }) => {
    expect(await titlesIn(text)).toEqual([title]);
  });

  it('says which numbers the corpus has not', async () => {
    const text =
      'https://arxiv.org/abs/2610.04711v2, 2401.12345, arXiv:math/0309136 and 2610.04711';
    expect(await numbersNotInCorpus(papers, text)).toEqual(['2610.04711', 'math/0309136']);
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
    '10.1145/3411764.2401123, 10.1145/2401.12345',
    'https://jykoh.com/search-agents-too',
    '',
  ])('names none: %s', async (text) => {
    expect(await titlesIn(text)).toEqual([]);
  });
});
