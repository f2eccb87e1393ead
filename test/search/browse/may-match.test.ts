import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSearch } from '../../../src/search/create-search.ts';
import { createPhraseFinder } from '../../../src/search/wording/phrase-finder.ts';
import { createMemoryPapers, paperOf } from '../memory-papers.ts';

const pieces =
  'fine fined fining tune tuned tuning finetune finetuning on off policy policies onpolicy state of the art RAG rag rags a re use reuse reused and code base codebase make makes making'.split(
    ' ',
  );
const text = (least: number, most: number) =>
  fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(' ', ' ', ' ', '-', ', ')), {
      minLength: least,
      maxLength: most,
    })
    .map((words) => words.map(([word, between]) => word + between).join(''));

async function searchOf(abstracts: readonly string[]) {
  const papers = abstracts.map((abstract, n) => paperOf(`Paper ${n}`, { abstract }));
  const search = createSearch({ papers: createMemoryPapers(papers) });
  await search.refresh();
  const ids = papers.map(({ id }) => id);
  return async (phrase: string): Promise<number[]> => {
    const [places = []] = await search.mayMatch(
      [{ topics: [], phrases: [phrase], authors: [] }],
      ids,
    );
    return [...places];
  };
}

it('misses no paper that has a phrase, however the phrase and the paper write it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(text(1, 8), { minLength: 30, maxLength: 30 }),
      fc.array(text(1, 3), { minLength: 10, maxLength: 10 }),
      async (abstracts, phrases) => {
        const placesOf = await searchOf(abstracts);
        const ofPapers = abstracts.map((abstract) => abstract.split(' ').slice(-4).join(' '));
        for (const phrase of [...phrases, ...ofPapers]) {
          const finder = createPhraseFinder([phrase]);
          const having = abstracts.flatMap((abstract, n) =>
            finder.find([abstract]).size > 0 ? [n] : [],
          );
          expect(await placesOf(phrase), phrase).toEqual(expect.arrayContaining(having));
        }
      },
    ),
    { numRuns: 60 },
  );
});

it.each([
  ['policy code', 'a policy for code', 'code of a policy'],
  ['fine tuning', 'fine-tuning', 'fine wine and tuning'],
  ['finetuning', 'fine tuning', 'a fine day for tuning'],
  ['the state of the art', 'state-of-the-art', 'art of a state'],
])('leaves out papers that have the words of %j apart', async (phrase, together, apart) => {
  const placesOf = await searchOf([together, apart]);
  expect(await placesOf(phrase)).toEqual([0]);
});

it('knows papers that came or changed after a phrase was asked for', async () => {
  const abstracts = ['a policy code', 'code of a policy', 'fine wine', 'policy codes of fine wine'];
  const papers = abstracts.map((abstract, n) => paperOf(`Paper ${n}`, { abstract }));
  const [one, two, three, four] = papers;
  const memory = createMemoryPapers([one, two, three].flatMap((paper) => paper ?? []));
  const search = createSearch({ papers: memory });
  const ids = papers.map(({ id }) => id);
  const placesOf = async (phrase: string) => {
    const [places = []] = await search.mayMatch(
      [{ topics: [], phrases: [phrase], authors: [] }],
      ids,
    );
    return [...places];
  };
  await search.refresh();
  // What the index does not know may have anything.
  expect(await placesOf('policy code')).toEqual([0, 3]);
  memory.put([paperOf('Paper 0', { abstract: 'fine' }), ...(four ? [four] : [])]);
  await search.refresh();
  expect(await placesOf('policy code')).toEqual([3]);
  expect(await placesOf('fine wine')).toEqual([2, 3]);
  expect(await placesOf('fine')).toEqual([0, 2, 3]);
});
