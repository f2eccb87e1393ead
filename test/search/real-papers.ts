import { readFileSync } from 'node:fs';
import { parseRecords } from '../../src/corpus/import/parse-records.ts';
import type { Paper } from '../../src/corpus/paper.ts';
import { normaliseTitle, paperIdOf } from '../../src/corpus/paper-id.ts';
import { realEntries } from '../corpus/real-pages.ts';

const starterFile = new URL('../../data/starter.jsonl', import.meta.url);

/** The papers of the packaged starter: titles, our own summaries, keywords and topics. */
export function starterPapers(): Paper[] {
  const { pages } = parseRecords(readFileSync(starterFile, 'utf8'), 'starter.jsonl');
  const papers = new Map<string, Paper>();
  for (const page of pages) {
    for (const [i, record] of page.entries.entries()) {
      const id = paperIdOf(record.title);
      const listing = {
        page: page.name,
        ...(page.date !== undefined && { date: page.date }),
        inferred: true,
        rank: i + 1,
      };
      const before = papers.get(id);
      papers.set(id, {
        keywords: [],
        links: [],
        authors: [],
        ...record,
        id,
        listings: [...(before?.listings ?? []), listing],
      });
    }
  }
  return [...papers.values()];
}

/** The papers of the real pages: with the starter's words where it was loaded before, or bare. */
export function realPapers(starter: 'with starter' | 'without starter'): Paper[] {
  const abstracts = new Map(
    realEntries().map(({ title, abstract }) => [normaliseTitle(title), abstract]),
  );
  return starterPapers().map(({ tldr, topic, keywords, ...paper }) => {
    const abstract = abstracts.get(normaliseTitle(paper.title));
    return {
      ...paper,
      ...(abstract !== undefined && { abstract }),
      ...(starter === 'with starter'
        ? { ...(tldr !== undefined && { tldr }), ...(topic !== undefined && { topic }), keywords }
        : { keywords: [] }),
    };
  });
}
