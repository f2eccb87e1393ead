import { describe, expect, it, vi } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { hasServer, postgresql } from '../engines.ts';
import { openTestStore, pageOf } from '../open-test-store.ts';

const patience = { timeout: 20_000 };

describe.skipIf(!hasServer)('two processes on a PostgreSQL server', () => {
  async function openTwo(): Promise<[Store, Store]> {
    const on = await postgresql.createDatabase();
    return [await openTestStore({ on, role: 'bot' }), await openTestStore({ on })];
  }

  it('are told of what the other one imports, and of nothing that changed nothing', async () => {
    const [bot, command] = await openTwo();
    const told: number[] = [];
    bot.onCorpusChange((revision) => void told.push(revision));
    await command.corpus.importPage(pageOf(['A']));
    await vi.waitFor(() => expect(told.at(-1)).toBe(1), patience);
    await command.corpus.importPage(pageOf(['A']));
    await command.corpus.importPage(pageOf(['B']));
    await vi.waitFor(() => expect(told.at(-1)).toBe(2), patience);
    expect(told.filter((revision) => revision === 2)).toHaveLength(1);
  });

  it('import at the same time as if one after the other', async () => {
    const [first, second] = await openTwo();
    const pages = Array.from({ length: 8 }, (_, index) =>
      pageOf(['Common', `Paper ${index}`, `Paper ${index + 1}`]),
    );
    await Promise.all(
      pages.map((page, index) => (index % 2 === 0 ? first : second).corpus.importPage(page)),
    );
    const overview = await first.corpus.overview();
    expect(overview).toMatchObject({ revision: 8, papers: 10, pages: 8, listings: 24 });
  });
});
