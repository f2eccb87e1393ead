import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PageRecord, PaperRecord } from '../../../src/corpus/corpus-store.ts';
import type { PaperId } from '../../../src/corpus/paper.ts';
import type { Store } from '../../../src/store/store.ts';
import { describePostgres } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

/** Few titles, numbers and texts, so that records often speak of one paper, and papers become one. */
const record: fc.Arbitrary<PaperRecord> = fc
  .record({
    title: fc.constantFrom('Tea Cools', 'Cups Cool Tea', 'Cranes', 'Tides', 'Sand'),
    abstract: maybe('In a cup.', 'In  a cup. ', 'In a pot.', ''),
    arxivId: maybe('2501.00001', '2501.00002', '2501.00003'),
    doi: maybe('10.1/TEA', '10.1/tea', '10.1/cranes'),
    version: maybe(1, 2),
    keywords: maybe(['tea'], ['cups', 'heat']),
    links: maybe(['https://a.example'], ['https://b.example']),
    tldr: maybe('Tea cools.'),
  })
  .map((given) => JSON.parse(JSON.stringify(given)) as PaperRecord);

const page: fc.Arbitrary<PageRecord> = fc
  .record({
    entries: fc.array(record, { minLength: 1, maxLength: 5 }),
    date: maybe('2026-11-19', '2026-11-20'),
    dateIs: fc.constantFrom('stated' as const, 'inferred' as const),
    grows: fc.boolean(),
    signature: fc.constantFrom('one', 'two'),
  })
  .map(({ entries, date, ...rest }) => pageOf(entries, { ...rest, ...(date && { date }) }));

/** What a store says of an import, and of everything in it afterwards. */
async function importedInto({ corpus }: Store, pages: readonly PageRecord[]) {
  const outcomes = [];
  const ids = new Set<PaperId>();
  for (const each of pages) {
    const { papers, ...outcome } = await corpus.importPage(each);
    outcomes.push({ ...outcome, papers });
    for (const { id } of papers) {
      ids.add(id);
    }
  }
  const papers = await corpus.papers([...ids].toSorted());
  return { outcomes, papers, overview: await corpus.overview() };
}

describePostgres((engine) => {
  it('whatever pages come, they are kept as SQLite keeps them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 10 }), async (pages) => {
        const [store, sqlite] = [
          await openTestStore({ engine }),
          await openTestStore({ file: ':memory:' }),
        ];
        expect(await importedInto(store, pages)).toEqual(await importedInto(sqlite, pages));
      }),
      // A database of PostgreSQL takes half a second to make.
      { numRuns: 8 },
    );
  }, 120_000);
});
