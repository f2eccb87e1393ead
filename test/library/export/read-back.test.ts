import { type Creator, parse } from '@retorquere/bibtex-parser';
import { parse as parseRis } from 'astrocite-ris';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportPapers } from '../../../src/library/export/export-papers.ts';
import { type ExportedPaper, exportPaper } from '../../../src/library/export/exported-paper.ts';
import { readPersonName } from '../../../src/library/export/person-name.ts';
import { paperOf } from '../../corpus/paper-of.ts';

/** Signs that TeX, BibTeX, RIS or Markdown read as something else. */
const sign = fc.constantFrom(
  ...'{}\\%$#&_^~<>|"\'`@=,;:()[]-*/ \n\t'.split(''),
  ...'<b> </b> {{ }} \\} \\{ \\emph{ $x$ %% @misc{x, ER  -  TY  -  and  AND  --- é 李 τ ² ½ 👍'.split(
    ' ',
  ),
  ' and ',
  '\r\nER  - \r\n',
);
const word = fc.constantFrom('Kettle', 'tea', 'Pot', 'RLHF', 'a', 'van', 'Jr.', '7');
const hostile = fc
  .array(fc.oneof(sign, word), { minLength: 1, maxLength: 16 })
  .map((pieces) => pieces.join(''));
const doi = fc
  .array(fc.constantFrom(...'<>()[]_;:#%&$~{}\\^"|\'.,/@+*!?=-aB7'.split(''), '<b>', '%3C'), {
    minLength: 1,
    maxLength: 14,
  })
  .map((signs) => `10.1000/${signs.join('')}`);
const archive = fc.constantFrom('2610.04711', '0704.0001', 'hep-th/9901012', 'math/0309136');

const anyExported = fc
  .record({
    title: hostile,
    authors: fc.array(hostile, { maxLength: 4 }),
    abstract: fc.option(hostile, { nil: undefined }),
    doi: fc.option(doi, { nil: undefined }),
    arxivId: fc.option(archive, { nil: undefined }),
    published: fc.option(fc.constantFrom('2024', '2024-11', '2024-11-07'), { nil: undefined }),
    organisation: fc.option(hostile, { nil: undefined }),
    keywords: fc.array(hostile, { maxLength: 2 }),
    links: fc.array(hostile, { maxLength: 2 }),
    note: fc.option(hostile, { nil: undefined }),
    tags: fc.array(hostile, { maxLength: 2 }),
  })
  .map(({ title, note, tags, doi, arxivId, published, organisation, ...fields }) =>
    exportPaper(
      paperOf(`Tea ${title}`, {
        ...fields,
        ...(doi && { doi }),
        ...(arxivId && { arxivId }),
        ...(published && { published }),
        ...(organisation && { organisation }),
      }),
      { savedAt: new Date('2026-11-21T10:00:00Z'), tags, state: 'reading', ...(note && { note }) },
    ),
  );

const runs = { seed: 20261129, numRuns: 300 };

function textOf(papers: readonly ExportedPaper[], format: 'bibtex' | 'ris'): string {
  return new TextDecoder().decode(exportPapers(papers, format).content);
}

/** Letters and signs without spaces: readers join and part them as they like. */
function squeeze(text: unknown): string {
  return (typeof text === 'string' ? text : '').replaceAll(/[\p{Cc}\s]+/gu, '');
}

/** Quotation marks and dashes are printed by TeX as others. */
function printed(text: unknown): string {
  return squeeze(text).replaceAll(/["'`“”‘’´–—-]+/g, '');
}

/** The letters of a name in any order: readers part it in ways of their own. */
function letters(...parts: readonly string[]): string {
  return Array.from(printed(parts.join('')))
    .sort()
    .join('');
}

function lettersOfCreator({ name, firstName, lastName, prefix, suffix }: Creator): string {
  return letters(...[name, firstName, lastName, prefix, suffix].map((part) => part ?? ''));
}

describe('a BibTeX file of hostile texts', () => {
  it('is read back by another parser, field by field', () => {
    fc.assert(
      fc.property(fc.array(anyExported, { minLength: 1, maxLength: 3 }), (papers) => {
        const { entries, errors } = parse(textOf(papers, 'bibtex'), {
          english: false,
          sentenceCase: { guess: false, preserveQuoted: true, subSentence: false },
          caseProtection: false,
        });
        expect(errors).toEqual([]);
        expect(entries).toHaveLength(papers.length);
        for (const [at, paper] of papers.entries()) {
          const fields = entries[at]?.fields ?? {};
          expect(printed(fields.title)).toBe(printed(paper.title));
          expect(printed(fields.abstract)).toBe(printed(paper.abstract));
          expect(printed(fields.annote)).toBe(printed(paper.note));
          expect((fields.author ?? []).map(lettersOfCreator)).toEqual(
            paper.authors.map((author) => letters(...Object.values(readPersonName(author)))),
          );
          expect(fields.eprint).toBe(paper.arxivId);
          expect(fields.year).toBe(paper.year === undefined ? undefined : String(paper.year));
          expect(fields.doi?.replaceAll(/%(?:7B|7D|5C|24)/g, decodeURIComponent)).toBe(paper.doi);
          expect(squeeze(fields.url)).toBe(squeeze(paper.url));
          expect(fields.readstatus).toBe('reading');
        }
      }),
      runs,
    );
  });

  it('has no brace without its partner and no sign that TeX would stumble on', () => {
    const known = /\\[&%$#_]|\{\\text[a-z]+\}/g;
    fc.assert(
      fc.property(anyExported, (paper) => {
        const text = textOf([paper], 'bibtex');
        let depth = 0;
        for (const brace of text.replaceAll(/[^{}]/g, '')) {
          depth += brace === '{' ? 1 : -1;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
        for (const [, name, value = ''] of text.matchAll(/^ {2}(\w+) = (.*),$/gm)) {
          expect(name).not.toBe('howpublished');
          if (name !== 'doi' && name !== 'url' && name !== 'eprint') {
            expect(value.replaceAll(known, '')).not.toMatch(/[\\&%$#_^~<>|]/);
          }
        }
      }),
      runs,
    );
  });
});

describe('an RIS file of hostile texts', () => {
  it('is read back by another parser, field by field', () => {
    fc.assert(
      fc.property(fc.array(anyExported, { minLength: 1, maxLength: 3 }), (papers) => {
        const read = parseRis(textOf(papers, 'ris')) as readonly Record<string, unknown>[];
        expect(read).toHaveLength(papers.length);
        for (const [at, paper] of papers.entries()) {
          expect(squeeze(read[at]?.title)).toBe(squeeze(paper.title));
          expect(squeeze(read[at]?.abstract)).toBe(squeeze(paper.abstract));
          expect(squeeze(read[at]?.DOI)).toBe(squeeze(paper.doi));
          expect(read[at]?.author ?? []).toHaveLength(paper.authors.length);
        }
      }),
      runs,
    );
  });

  it('has a field a line, one record for each paper and each author whole', () => {
    fc.assert(
      fc.property(anyExported, (paper) => {
        const lines = textOf([paper], 'ris').trimEnd().split('\r\n');
        expect(lines.filter((line) => line.startsWith('TY  - '))).toHaveLength(1);
        expect(lines.at(-1)).toBe('ER  -');
        for (const line of lines) {
          expect(line).toMatch(/^[A-Z][A-Z\d] {2}- ?/);
        }
        const authors = lines.filter((line) => line.startsWith('AU  - '));
        expect(authors).toHaveLength(paper.authors.length);
        for (const [at, author] of paper.authors.entries()) {
          const name = readPersonName(author);
          const parts = 'literal' in name ? [name.literal] : [name.family, name.given];
          for (const part of parts) {
            expect(squeeze(authors[at])).toContain(squeeze(part));
          }
        }
      }),
      runs,
    );
  });
});
