import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import type { RecordRow } from './record-rows.ts';

/** Entries of a reference manager's file, and where those begin that could not be read. */
export interface CitationRows {
  readonly rows: readonly RecordRow[];
  readonly badLines: readonly number[];
}

interface Piece {
  readonly text: string;
  readonly line: number;
}

/** The entries of a BibTeX or BibLaTeX file. A broken one costs only itself. */
export function bibtexRows(content: string): CitationRows {
  const pieces = bibtexPieces(content);
  const strings = pieces
    .filter(({ text }) => /^@string\b/iu.test(text))
    .map(({ text }) => text)
    .join('\n');
  const entries = pieces.filter(({ text }) => !/^@(?:string|preamble|comment)\b/iu.test(text));
  return readPieces(entries, (text) => readCitation(`${strings}\n${text}`));
}

/** The entries of an RIS file. */
export function risRows(content: string): CitationRows {
  const pieces: Piece[] = [];
  let current: string[] = [];
  content.split(/\r?\n/u).forEach((text, at) => {
    current.push(text);
    if (/^ER {0,2}-/u.test(text)) {
      pieces.push({ text: current.join('\n'), line: at + 2 - current.length });
      current = [];
    }
  });
  const rest = current.join('\n');
  const all = rest.trim() === '' ? pieces : [...pieces, { text: `${rest}\nER  - `, line: 1 }];
  return readPieces(all, (text) => readCitation(text.trim()));
}

/** Whether a text begins as a file of references does, whatever it is called. */
export function citationKind(content: string): 'bibtex' | 'ris' | undefined {
  const start = content.slice(0, 10_000);
  if (/^\s*(?:%[^\r\n]*[\r\n]\s*)*@\s*[a-z]+\s*[{(]/iu.test(start)) {
    return 'bibtex';
  }
  return /^\s*TY {1,2}- \S/u.test(start) ? 'ris' : undefined;
}

/**
 * Units of the longest entry that is read. The reader takes time that grows with the square of an
 * entry's length, and a list of a thousand authors with a long abstract has a third of this.
 */
const maxEntry = 60_000;

function readPieces(
  pieces: readonly Piece[],
  read: (text: string) => Record<string, unknown> | undefined,
): CitationRows {
  const rows: RecordRow[] = [];
  const badLines: number[] = [];
  for (const { text, line } of pieces) {
    const value = text.length > maxEntry ? undefined : read(text);
    if (value === undefined) {
      badLines.push(line);
    } else {
      rows.push({ value, line });
    }
  }
  return { rows, badLines };
}

/** An entry with the fields it was written with, and those whose TeX the reader turned into text. */
function readCitation(text: string): Record<string, unknown> | undefined {
  try {
    const [raw] = plugins.input.chainLink(text, { generateGraph: false });
    const [csl] = new Cite(text, { generateGraph: false }).data;
    if (raw === undefined || csl === undefined) {
      return undefined;
    }
    const properties = raw.properties ?? raw;
    const own = Object.entries(properties).filter(([name]) => !readByCsl.has(name.toLowerCase()));
    return {
      ...Object.fromEntries(own),
      ...(raw.label !== undefined && { label: raw.label }),
      ...inPlainText(csl),
    };
  } catch {
    return undefined;
  }
}

/** The fields, in BibTeX's and RIS's names, that are taken as the reader understands them. */
const readByCsl = new Set(
  'title author abstract keywords doi url year month date ti t1 au a1 ab n2 kw do ur py y1 da ty er'.split(
    ' ',
  ),
);

function inPlainText(csl: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain = (value: unknown) =>
    typeof value === 'string' ? value.replace(/<\/?(?:i|b|sc|sub|sup|span)\b[^<>]*>/gu, '') : value;
  const { title, abstract, author, keyword, issued, DOI, URL } = csl;
  return { title: plain(title), abstract: plain(abstract), author, keyword, issued, DOI, url: URL };
}

/** Cuts a file where entries begin, so that one without its closing brace ends at the next. */
function bibtexPieces(content: string): Piece[] {
  const starts = [...content.matchAll(/^[ \t]*@[ \t]*[a-z]+[ \t]*[{(]/gimu)].map(
    ({ index }) => index,
  );
  let line = 1;
  let counted = 0;
  return starts.map((start, at) => {
    line += content.slice(counted, start).split('\n').length - 1;
    counted = start;
    return { text: content.slice(start, starts[at + 1]).trim(), line };
  });
}
