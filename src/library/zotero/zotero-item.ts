import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { arxivSpans } from '../../corpus/identifiers/arxiv-number.ts';
import { doiSpans } from '../../corpus/identifiers/doi.ts';
import { normaliseTitle } from '../../corpus/paper-id.ts';
import { describeSummary } from '../export/describe-exported.ts';
import type { ExportedPaper } from '../export/exported-paper.ts';
import { readPersonName } from '../export/person-name.ts';
import type { ZoteroItem } from './zotero-api.ts';

/** The fields of an item that Offprint writes. */
export type ZoteroFields = Readonly<Record<string, unknown>>;

/** Zotero's alphabet of keys (https://www.zotero.org/support/dev/web_api/v3/write_requests). */
const keyLetters = '23456789ABCDEFGHIJKLMNPQRSTUVWXYZ';

/** The key of what Offprint makes: always the same for the same thing, so that nothing is made twice. */
export function zoteroKey(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return [...digest.subarray(0, 8)].map((byte) => keyLetters[byte % keyLetters.length]).join('');
}

/** A paper as an item: a preprint where it is on arXiv, else a document. */
export function itemOf(paper: ExportedPaper, collection: string): ZoteroFields {
  const { arxivId, published, organisation, doi = '' } = paper;
  const extra = [
    ...(doi && !arxivId ? [`DOI: ${doi}`] : []),
    ...(organisation ? [`Organisation: ${organisation}`] : []),
  ];
  return {
    itemType: arxivId ? 'preprint' : 'document',
    title: paper.title,
    creators: paper.authors.map(creatorOf),
    abstractNote: paper.abstract ?? describeSummary(paper) ?? '',
    date: published ?? monthOf(paper),
    url: paper.url,
    ...(arxivId && { repository: 'arXiv', archiveID: `arXiv:${arxivId}`, DOI: doi }),
    ...((extra.length > 0 || !arxivId) && { extra: extra.join('\n') }),
    tags: paper.tags.map((tag) => ({ tag })),
    collections: [collection],
  };
}

/** A note of somebody who lets it go along; its text is shown as it was typed. */
export function noteOf(parent: string, note: string): ZoteroFields {
  const paragraphs = note.split(/\r?\n/).map((line) => `<p>${escapeHtml(line)}</p>`);
  return { itemType: 'note', parentItem: parent, note: paragraphs.join(''), tags: [] };
}

/**
 * What is to be changed of an item: fields that are empty there, or still as Offprint wrote them.
 * Anything somebody else wrote stays, and tags are added, never taken off.
 * @returns undefined where nothing is.
 */
export function changesTo(
  there: ZoteroItem,
  written: ZoteroFields,
  wanted: ZoteroFields,
): ZoteroFields | undefined {
  const changes: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(wanted)) {
    if (field === 'itemType' || field === 'collections' || field === 'parentItem') {
      continue;
    }
    const now = there.data[field];
    if (field === 'tags') {
      const added = tagNames(value).filter(
        // A tag that was written before and is gone was taken off by somebody.
        (tag) => !tagNames(now).includes(tag) && !tagNames(written.tags).includes(tag),
      );
      if (added.length > 0) {
        changes.tags = [...asList(now), ...added.map((tag) => ({ tag }))];
      }
    } else if (!same(now, value) && (isEmpty(now) || same(now, written[field]))) {
      changes[field] = value;
    }
  }
  return Object.keys(changes).length > 0 ? changes : undefined;
}

/** `2026-10`, as far as known. */
function monthOf({ year, month }: ExportedPaper): string {
  const parts = [year, month].filter((part) => part !== undefined);
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** What tells that a group has a paper: its DOI, its arXiv number, else its title. */
export function namesOf(data: ZoteroFields): string[] {
  const texts = [data.DOI, data.archiveID, data.url, data.extra].filter(
    (text) => typeof text === 'string',
  );
  const numbers = texts.flatMap(arxivSpans).map(({ number }) => `arxiv ${number}`);
  const dois = texts.flatMap(doiSpans).map(({ doi }) => `doi ${doi.toLowerCase()}`);
  const title = typeof data.title === 'string' ? normaliseTitle(data.title) : '';
  return [...new Set([...numbers, ...dois, ...(title === '' ? [] : [`title ${title}`])])];
}

/** Zotero has no field for `Jr.`: it stands behind the first name (https://www.zotero.org/support/kb/name_parsing). */
function creatorOf(written: string): object {
  const name = readPersonName(written);
  return 'literal' in name
    ? { creatorType: 'author', name: name.literal }
    : {
        creatorType: 'author',
        firstName: name.suffix ? `${name.given}, ${name.suffix}` : name.given,
        lastName: name.family,
      };
}

function tagNames(tags: unknown): string[] {
  return asList(tags).map((tag) => String((tag as { tag?: unknown }).tag));
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
