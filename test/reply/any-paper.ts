import fc from 'fast-check';
import type { Listing, Paper, PaperId } from '../../src/corpus/paper.ts';
import { paperOf } from '../corpus/paper-of.ts';

const longWord = fc.constantFrom(
  '研究論文',
  '𝒪(n²)',
  'ß',
  '👩‍🔬',
  '**',
  '](',
  '@everyone',
  '\n# ',
  '`',
  ' ',
  'word ',
  '\u202e',
);

/** Text of any kind and length: Chinese, emoji, markdown, right-to-left marks, lone surrogates. */
export const anyText = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength }),
    fc.array(longWord, { maxLength: maxLength / 2 }).map((parts) => parts.join('')),
    fc.constant('語'.repeat(maxLength)),
    fc.constant('_*'.repeat(maxLength / 2)),
  );

const anyDay = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const anyListing: fc.Arbitrary<Listing> = fc.record(
  {
    page: fc.string(),
    date: anyDay,
    inferred: fc.boolean(),
    rank: fc.integer({ min: 1, max: 500 }),
  },
  { requiredKeys: ['page', 'inferred', 'rank'] },
);

/** A paper as anybody's file might bring it. */
export const anyPaper: fc.Arbitrary<Paper> = fc
  .record(
    {
      title: anyText(400).filter((title) => title.trim() !== ''),
      abstract: anyText(6000),
      tldr: anyText(600),
      topic: anyText(200),
      keywords: fc.array(anyText(60), { maxLength: 30 }),
      links: fc.array(
        fc.oneof(
          fc.webUrl({ withFragments: true }),
          fc.constant(`https://github.com/${'a'.repeat(600)}`),
        ),
        { maxLength: 3 },
      ),
      authors: fc.array(anyText(60), { maxLength: 60 }),
      arxivId: fc.constant('2509.12345'),
      listings: fc.array(anyListing, { maxLength: 40 }),
    },
    { requiredKeys: ['title', 'keywords', 'links', 'authors', 'listings'] },
  )
  .map(({ title, ...fields }) => paperOf(title, { ...fields, id: 'abcdefgh' as PaperId }));
