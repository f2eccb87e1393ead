import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/corpus/paper.ts';
import { createSearch } from '../../../src/search/create-search.ts';
import type { Search } from '../../../src/search/search.ts';
import { paperOf } from '../../corpus/paper-of.ts';
import { createMemoryPapers } from '../memory-papers.ts';

interface StarterRecord {
  readonly title: string;
  readonly tldr: string;
  readonly keywords: readonly string[];
}

const records = readFileSync(new URL('../../../data/starter.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as StarterRecord);
const everything = records
  .map(({ title, tldr, keywords }) => [title, tldr, ...keywords].join(' '))
  .join('\n')
  .toLowerCase();

let search: Search;

beforeAll(async () => {
  const papers = records.map(({ title, tldr, keywords }, at) =>
    paperOf(title, { id: `p${at}` as PaperId, tldr, keywords }),
  );
  search = createSearch({ papers: createMemoryPapers(papers) });
  await search.refresh();
});

afterAll(() => search.close());

/** Words that no paper of the starter has, in thirty ways of asking. */
const missing = [
  ['papers about Mamba', 'Mamba'],
  ['mamba', 'mamba'],
  ['recent work on photosynthesis', 'photosynthesis'],
  ['show me papers on volcanoes', 'volcanoes'],
  ['the best articles about cryptocurrency', 'cryptocurrency'],
  ['anything new on earthquakes?', 'earthquakes'],
  ['what is a transistor', 'transistor'],
  ['studies of bilingualism', 'bilingualism'],
  ['find research about beekeeping', 'beekeeping'],
  ['glaciers', 'glaciers'],
  ['is there something on origami', 'origami'],
  ['papers on Hyena', 'Hyena'],
  ['RWKV', 'RWKV'],
  ['literature on tomography', 'tomography'],
  ['how does fermentation work', 'fermentation'],
  ['latest papers about exoplanets', 'exoplanets'],
  ['give me an overview of archaeology', 'archaeology'],
  ['violin', 'violin'],
  ['superconductivity papers', 'superconductivity'],
  ['the Riemann hypothesis', 'Riemann'],
  ['papers about sourdough', 'sourdough'],
  ['whales', 'whales'],
  ['interesting work on mosquitoes', 'mosquitoes'],
  ['who studies dinosaurs', 'dinosaurs'],
  ['tennis', 'tennis'],
  ['papers about Kubernetes', 'Kubernetes'],
  ['blockchain', 'blockchain'],
  ['new results on hydrogen', 'hydrogen'],
  ['opera', 'opera'],
  ['neutrinos', 'neutrinos'],
] as const;

describe('a query whose one telling word no paper has', () => {
  it.each(missing)('is answered with that: %s', async (text, word) => {
    expect(new RegExp(`\\b${word}\\b`, 'i').test(everything)).toBe(false);
    const { matching, unmentioned } = await search.find({ text, asTyped: true });
    expect(unmentioned).toContain(word);
    expect(matching).toBeLessThan(records.length / 4);
  });

  it('says it of most of them with nothing else claimed', async () => {
    const alone = await Promise.all(
      missing.map(async ([text]) => (await search.find({ text, asTyped: true })).matching),
    );
    expect(alone.filter((count) => count === 0).length).toBeGreaterThan(missing.length * 0.85);
  });
});

describe('a query whose words are there', () => {
  const titles = records.filter((_, at) => at % 16 === 0).map(({ title }) => title);

  it.each(titles)('is not said to be missing anything: %s', async (title) => {
    const words = title.split(/[^\p{L}\p{N}-]+/u).filter((word) => /^\p{L}{5,}$/u.test(word));
    const text = `papers about ${words.slice(0, 3).join(' ')}`;
    const { matching, unmentioned, hits } = await search.find({ text });
    expect(unmentioned).toBeUndefined();
    expect(matching).toBeGreaterThan(0);
    expect(hits.length).toBeGreaterThan(0);
  });

  it('lists what matches before what is only close in meaning', async () => {
    const { hits, matching } = await search.find({ text: 'web agents', limit: 500 });
    const mentions = hits.map(({ id }) => {
      const record = records[Number(id.slice(1))];
      const text = [record?.title, record?.tldr, ...(record?.keywords ?? [])].join(' ');
      return /\bweb|agent/i.test(text);
    });
    expect(matching).toBeGreaterThan(10);
    expect(matching).toBeLessThan(hits.length);
    expect(mentions.slice(0, matching)).not.toContain(false);
    expect(mentions.slice(matching)).not.toContain(true);
  });
});
