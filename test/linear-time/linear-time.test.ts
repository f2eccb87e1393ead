import { expect, it } from 'vitest';
import { readAddress } from '../../src/corpus/identifiers/address.ts';
import {
  arxivSpans,
  arxivVersion,
  readArxivNumber,
} from '../../src/corpus/identifiers/arxiv-number.ts';
import { doiSpans, readDoi } from '../../src/corpus/identifiers/doi.ts';
import { readReference } from '../../src/corpus/identifiers/reference.ts';
import { referencesIn } from '../../src/corpus/identifiers/references-in.ts';
import { parsePage } from '../../src/corpus/page/parse-page.ts';
import { normaliseTitle } from '../../src/corpus/paper-id.ts';
import { rawText } from '../../src/corpus/raw-text.ts';
import { citationKind } from '../../src/corpus/records/citation-rows.ts';
import { parseRecords } from '../../src/corpus/records/parse-records.ts';
import { cleanText } from '../../src/corpus/text/clean-text.ts';
import { linkSpans, readLink } from '../../src/corpus/text/links-of.ts';
import { plainText } from '../../src/corpus/text/plain-text.ts';
import { searchTextOf } from '../../src/corpus/text/search-text.ts';
import { sentencesOf } from '../../src/corpus/text/sentences.ts';
import { checkSince } from '../../src/corpus/typed-day/read-since.ts';
import { exportPapers } from '../../src/library/export/export-papers.ts';
import { exportPaper } from '../../src/library/export/exported-paper.ts';
import { readPersonName } from '../../src/library/export/person-name.ts';
import { readTag } from '../../src/library/saves/tag.ts';
import { addressSpans } from '../../src/reply/fit/address-spans.ts';
import { cutText } from '../../src/reply/fit/cut-text.ts';
import { escapeText } from '../../src/reply/fit/escape-text.ts';
import { isPlainLabel } from '../../src/reply/fit/is-plain-label.ts';
import { toMarkdown } from '../../src/reply/fit/to-markdown.ts';
import { indexPaper } from '../../src/search/index/indexed-paper.ts';
import { createNames } from '../../src/search/index/names.ts';
import { lexQuery } from '../../src/search/query/syntax/lex-query.ts';
import { parseQuery, plainQuery } from '../../src/search/query/syntax/parse-query.ts';
import { bestPassage } from '../../src/search/ranking/passages/passage.ts';
import { readAuthorName } from '../../src/search/suggest/author-name.ts';
import { analyse } from '../../src/search/text/analyse.ts';
import { foldText } from '../../src/search/text/fold-text.ts';
import { readText } from '../../src/search/text/readable-text.ts';
import { tokenize } from '../../src/search/text/tokenize.ts';
import { extractKeywords } from '../../src/search/topics/extract-keywords.ts';
import { mineAcronyms } from '../../src/search/vocabulary/mine-acronyms.ts';
import { isPhrase } from '../../src/search/wording/phrase.ts';
import { createPhraseFinder } from '../../src/search/wording/phrase-finder.ts';
import { paperOf } from '../corpus/paper-of.ts';
import { countWork } from './count-work.ts';
import { hostilePieces, hostileTexts } from './hostile-texts.ts';

const now = new Date('2026-11-29T09:00:00Z');

/** What reads texts that anybody may have written, by name. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  addressSpans,
  analyse,
  arxivSpans,
  arxivVersion,
  bestPassage: (text) => bestPassage(readText(text), new Map([['a', 1]])),
  checkSince: (text) => checkSince(text, now),
  citationKind,
  cleanText,
  createNames: (text) => createNames().add(1, indexPaper(hostilePaper(text))),
  createPhraseFinder: (text) => createPhraseFinder(['a a', 'x alpha']).find([text]),
  cutText: (text) => cutText(text, text.length / 2),
  doiSpans,
  escapeText,
  exportPaper: (text) =>
    exportPapers([exportPaper(hostilePaper(text), { savedAt: now, tags: [], note: text })], 'csv'),
  extractKeywords: (text) => extractKeywords(text, text),
  foldText,
  isPhrase,
  isPlainLabel,
  lexQuery,
  linkSpans,
  mineAcronyms,
  normaliseTitle,
  parseQuery,
  plainQuery,
  plainText,
  readAddress,
  readArxivNumber,
  readAuthorName,
  readDoi,
  readLink,
  readPersonName,
  readReference,
  readTag,
  referencesIn,
  searchTextOf: (text) => searchTextOf({ abstract: rawText(text), keywords: [text] }),
  sentencesOf,
  toMarkdown: (text) =>
    toMarkdown([{ spans: [text, { bold: text }, { link: text, to: 'https://a.b' }] }], () => ''),
  tokenize,
};

/** What reads files. */
const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  'a page': (text) => parsePage(text, 'page.txt'),
  'a page of HTML': (text) => parsePage(`<!doctype html><html><body>${text}`, 'page.html'),
  'records of JSON': (text) => parseRecords(JSON.stringify([recordOf(text)]), 'a.json'),
  'lines of JSON': (text) => parseRecords(text, 'a.jsonl'),
  BibTeX: (text) => parseRecords(text, 'a.bib', 'bibtex'),
  'an entry of BibTeX': (text) =>
    parseRecords(
      `@article{a, title = {${text}}, author = {${text}}, year = 2020}`,
      'a.bib',
      'bibtex',
    ),
};

function recordOf(text: string) {
  return {
    title: `A ${text}`,
    abstract: text,
    tldr: text,
    authors: text,
    keywords: text,
    links: [text],
    published: text,
    doi: text,
    arxiv_id: text,
  };
}

function hostilePaper(text: string) {
  return paperOf(`A ${text}`, {
    abstract: text,
    tldr: text,
    authors: [text],
    keywords: [text],
    links: [`https://a.b/${text}`],
  });
}

/** Twice the text takes at most this many times the work: twice, and something for sorting. */
const maxGrowth = 2.6;
const repeats = 400;

it.each([...Object.entries(readers), ...Object.entries(parsers)])(
  'does twice the work for twice the text: %s',
  (_, read) => {
    const grown = hostilePieces.flatMap((pieces) => {
      hostileTexts(pieces, 10).forEach(read);
      const half = countWork(() => hostileTexts(pieces, repeats / 2).forEach(read));
      const whole = countWork(() => hostileTexts(pieces, repeats).forEach(read));
      // Of less work the growth says nothing: longer texts may be cut, and some things are remembered.
      const fewest = 2 * hostileTexts(pieces, repeats).join('').length;
      return [...whole].flatMap(([place, count]) => {
        const before = half.get(place) ?? 0;
        return count > fewest && count > maxGrowth * before
          ? [`${pieces.join(' ')} in ${place}: ${before} times, then ${count}`]
          : [];
      });
    });
    expect(grown).toEqual([]);
  },
);
