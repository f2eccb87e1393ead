import { z } from 'zod';
import type { PaperRecord } from '../corpus-store.ts';
import { linksIn } from '../text/links-of.ts';
import { readFields } from './record-fields.ts';
import { isObject } from './record-rows.ts';

/** What Offprint itself writes; in these fields a value of another kind is a mistake. */
const ownFields = z.object({
  title: z.union([z.string().max(1000), z.array(z.string())]).nullish(),
  topic: z.string().nullish(),
  listings: z.array(z.object({ page: z.string(), rank: z.int().positive() })).nullish(),
});

/** A record as it was understood. */
export interface ReadRecord {
  readonly record: PaperRecord;
  /** Without a rank the place in the file counts. */
  readonly listings: readonly { readonly page: string; readonly rank?: number }[];
  /** It has no title; the first words of its text are used instead. */
  readonly isUntitled: boolean;
  /** The names of the fields that are not kept. */
  readonly unread: readonly string[];
}

/** A record, or a sentence that says what is wrong with it. */
export function readRecord(value: unknown): ReadRecord | string {
  if (!isObject(value)) {
    return 'This record was skipped: it is not an object.';
  }
  const own = ownFields.safeParse(value);
  if (!own.success) {
    const [issue] = own.error.issues;
    return `This record was skipped: “${issue?.path.join('.')}”: ${issue?.message}.`;
  }
  const { fields, unread } = readFields(value);
  const { listedOn, title, abstract, links: given = [], ...rest } = fields;
  const heading = title ?? firstWords(abstract ?? rest.tldr ?? '');
  if (heading === '') {
    return 'This record has neither title nor text, so it was skipped.';
  }
  const links = [...new Set([...given, ...linksIn(abstract ?? '')])];
  const record: PaperRecord = {
    title: heading,
    ...(abstract !== undefined && { abstract }),
    ...rest,
    ...(links.length > 0 && { links }),
  };
  const listings = own.data.listings ?? (listedOn === undefined ? [] : [{ page: listedOn }]);
  return { record, listings, isUntitled: title === undefined, unread };
}

const titleLength = 120;

function firstWords(body: string): string {
  const start = body.slice(0, titleLength + 1).replaceAll(/\s+/g, ' ');
  if (start.length <= titleLength) {
    return start;
  }
  const cut = start.lastIndexOf(' ');
  return `${start.slice(0, cut > titleLength / 2 ? cut : titleLength)}…`;
}
