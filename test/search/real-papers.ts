import { readFileSync } from 'node:fs';
import type { Paper } from '../../src/corpus/paper.ts';
import { normaliseTitle, paperIdOf } from '../../src/corpus/paper-id.ts';
import { parseRecords } from '../../src/corpus/records/parse-records.ts';
import { type PaperFields, paperOf } from '../corpus/paper-of.ts';
import { realEntries } from '../corpus/real-pages.ts';

const starterFile = new URL('../../data/starter.jsonl', import.meta.url);

/** The papers of the packaged starter: titles, our own summaries, keywords and topics. */
export function starterPapers(): Paper[] {
  return starterFields().map(({ title, ...fields }) => paperOf(title, fields));
}

interface TitledFields extends PaperFields {
  readonly title: string;
}

function starterFields(): TitledFields[] {
  const { pages } = parseRecords(readFileSync(starterFile, 'utf8'), 'starter.jsonl');
  const papers = new Map<string, TitledFields>();
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
      papers.set(id, { ...record, id, listings: [...(before?.listings ?? []), listing] });
    }
  }
  return [...papers.values()];
}

/** The papers of the real pages: with the starter's words where it was loaded before, or bare. */
export function realPapers(starter: 'with starter' | 'without starter'): Paper[] {
  const abstracts = new Map(
    realEntries().map(({ title, abstract }) => [normaliseTitle(title), abstract]),
  );
  return starterFields().map(({ title, tldr, topic, keywords = [], ...fields }) => {
    const abstract = abstracts.get(normaliseTitle(title));
    return paperOf(title, {
      ...fields,
      ...(abstract !== undefined && { abstract }),
      ...(starter === 'with starter' && {
        ...(tldr !== undefined && { tldr }),
        ...(topic !== undefined && { topic }),
        keywords,
      }),
    });
  });
}
