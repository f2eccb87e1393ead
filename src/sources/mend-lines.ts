import type { PaperRecord } from '../corpus/corpus-store.ts';

/** A record whose texts lost the line breaks that services leave inside their sentences. */
export function mendLines(record: PaperRecord): PaperRecord {
  const { title, abstract, tldr, ...rest } = record;
  return {
    title: oneLine(title),
    ...rest,
    ...(abstract !== undefined && { abstract: oneLine(abstract) }),
    ...(tldr !== undefined && { tldr: oneLine(tldr) }),
  };
}

const oneLine = (text: string) => text.replace(/(?<!\s)\s*[\r\n]\s*/gu, ' ').trim();
