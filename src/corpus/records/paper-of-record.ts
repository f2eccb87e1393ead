import type { PaperRecord } from '../corpus-store.ts';
import type { Paper } from '../paper.ts';
import { paperIdOf } from '../paper-id.ts';
import { rawText } from '../raw-text.ts';
import { showPaper } from '../stored-paper.ts';

/** The paper that a record would be, to show it before it is in the corpus. */
export function paperOfRecord(record: PaperRecord): Paper {
  const { title, abstract, tldr, version: _, keywords = [], links = [], authors = [] } = record;
  const { topic, arxivId, doi, published, organisation, recordId } = record;
  return showPaper({
    id: paperIdOf(title),
    title: rawText(title),
    ...(abstract !== undefined && { abstract: rawText(abstract) }),
    ...(tldr !== undefined && { tldr: rawText(tldr) }),
    keywords,
    links,
    authors,
    ...(topic !== undefined && { topic }),
    ...(arxivId !== undefined && { arxivId }),
    ...(doi !== undefined && { doi }),
    ...(published !== undefined && { published }),
    ...(organisation !== undefined && { organisation }),
    ...(recordId !== undefined && { recordId }),
    listings: [],
  });
}
