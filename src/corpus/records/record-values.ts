import { isDay } from '../page/page-date.ts';
import { plainText } from '../text/plain-text.ts';
import { isObject } from './record-rows.ts';

/** Readers of values in the forms in which services give them; undefined where a value is no such thing. */

/** A text, also as `{ text }`, `{ name }` or the only one of a list. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value.trim() || undefined;
  }
  if (Array.isArray(value)) {
    return value.length === 1 ? readText(value[0]) : undefined;
  }
  return isObject(value)
    ? readText(
        value.text ??
          value.fullname ??
          value.display_name ??
          value.name ??
          value.value ??
          value.tag,
      )
    : undefined;
}

/** An abstract; OpenAlex gives the places of each word (`abstract_inverted_index`). */
export function readAbstract(value: unknown): string | undefined {
  const isIndex =
    isObject(value) && Object.values(value).every((places) => Array.isArray(places)) === true;
  if (!isIndex) {
    const text = readText(value);
    // Crossref's abstracts are marked up.
    return text?.includes('<jats:') ? plainText(text) : text;
  }
  const words: string[] = [];
  for (const [word, places] of Object.entries(value)) {
    for (const place of places as unknown[]) {
      if (typeof place === 'number' && Number.isInteger(place) && place >= 0 && place < maxWords) {
        words[place] = word;
      }
    }
  }
  return words.filter(Boolean).join(' ') || undefined;
}

const maxWords = 20_000;

/** Texts as a list, as objects with a name, or separated by commas or semicolons. */
export function readTexts(value: unknown): string[] | undefined {
  if (isObject(value)) {
    return readTexts(value.value);
  }
  if (typeof value === 'string') {
    const separator = value.includes(';') ? ';' : ',';
    return nonEmpty(value.split(separator).map((part) => part.trim()));
  }
  return Array.isArray(value) ? allOf(value, readText) : undefined;
}

/** Authors as names, as objects, or as one string (`A. One, B. Two and C. Three`). */
export function readAuthors(value: unknown): string[] | undefined {
  if (isObject(value)) {
    return readAuthors(value.value ?? value.author);
  }
  if (typeof value === 'string') {
    return nonEmpty(splitNames(value));
  }
  return Array.isArray(value)
    ? allOf(value.filter(isShown), (author) => readName(author))
    : undefined;
}

/** Hugging Face lets authors hide themselves. */
const isShown = (author: unknown) => !(isObject(author) && author.hidden === true);

/** `Given Family`; arXiv's dump has `[family, given, suffix]`, CSL `{ family, given }`. */
function readName(author: unknown): string | undefined {
  if (Array.isArray(author)) {
    const [family, given, suffix] = author.map((part) => readText(part) ?? '');
    return [given, family, suffix].filter(Boolean).join(' ') || undefined;
  }
  if (!isObject(author)) {
    return readText(author);
  }
  const literal = readText(author.literal ?? author.name ?? author.display_name ?? author.fullname);
  if (literal !== undefined) {
    return literal;
  }
  if (author.author !== undefined) {
    return readName(author.author);
  }
  const parts = [
    author.given ?? author.first ?? author.firstName ?? author.first_name,
    author['non-dropping-particle'] ?? author['dropping-particle'],
    author.family ?? author.last ?? author.lastName ?? author.last_name,
    author.suffix,
  ];
  return (
    parts
      .map((part) => readText(part) ?? '')
      .filter(Boolean)
      .join(' ') || undefined
  );
}

/** A comma parts names, unless each has one of its own and `and` or `;` parts them. */
function splitNames(names: string): string[] {
  const text = names.replace(/\s+/g, ' ').trim();
  const byAnd = text.split(/ ?(?:;|\band\b|&) ?/u).filter(Boolean);
  const areInverted = byAnd.length > 1 && byAnd.every((name) => /^[^,]+, [^,]+$/u.test(name));
  if (text.includes(';') || areInverted) {
    return byAnd.map(turned);
  }
  return byAnd.flatMap((part) => withSuffix(part.split(/ ?, ?/u).filter(Boolean)));
}

const turned = (name: string) => name.trim().replace(/^([^,]+), ([^,]+)$/u, '$2 $1');

/** `Martin Sample, Jr.` is one name. */
function withSuffix(parts: readonly string[]): string[] {
  const names: string[] = [];
  for (const part of parts) {
    const last = names.at(-1);
    if (last !== undefined && /^(?:jr|sr|ii|iii|iv)\.?$/iu.test(part)) {
      names[names.length - 1] = `${last} ${part}`;
    } else {
      names.push(part);
    }
  }
  return names;
}

/** Addresses as a list, one alone, or in an object of addresses. */
export function readAddresses(value: unknown): string[] | undefined {
  if (typeof value === 'string') {
    return value.trim() === '' ? undefined : [value.trim()];
  }
  if (Array.isArray(value)) {
    return nonEmpty(value.flatMap((each) => readAddresses(each) ?? []));
  }
  if (!isObject(value)) {
    return undefined;
  }
  return nonEmpty(
    [value.url, value.landing_page_url, value.pdf_url, value.href].flatMap(
      (each) => readAddresses(each) ?? [],
    ),
  );
}

/** When something was published, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as far as it is told. */
export function readPublished(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    // arXiv's versions, the first of which was the submission.
    return readPublished(value[0]);
  }
  if (isObject(value)) {
    const [parts] = Array.isArray(value['date-parts']) ? (value['date-parts'] as unknown[]) : [];
    return Array.isArray(parts)
      ? dateOf(parts.map(String))
      : readPublished(value.created ?? value.raw);
  }
  if (typeof value === 'number') {
    return dateOf([String(value)]);
  }
  if (typeof value !== 'string') {
    return undefined;
  }
  const parts = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T\s/].*)?$/u.exec(value.trim());
  if (parts !== null) {
    return dateOf(parts.slice(1).filter((part) => part !== undefined));
  }
  const moment = /\d{4}/u.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString().slice(0, 10);
}

function dateOf([year = '', month, day]: readonly string[]): string | undefined {
  if (!/^[12]\d{3}$/u.test(year)) {
    return undefined;
  }
  const padded = [month, day].map((part) => part?.padStart(2, '0'));
  const date = [year, ...padded.slice(0, padded[0] === undefined ? 0 : 2)]
    .filter((part) => part !== undefined)
    .join('-');
  const whole = `${date}-01-01`.slice(0, 10);
  return isDay(whole) ? date : undefined;
}

function allOf(
  values: readonly unknown[],
  read: (value: unknown) => string | undefined,
): string[] | undefined {
  const texts = values.map(read);
  const areTexts = texts.every((text, at) => text !== undefined || isNothing(values[at]));
  return areTexts ? texts.filter((text) => text !== undefined) : undefined;
}

/** Whether a field says nothing. */
export function isNothing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

const nonEmpty = (texts: readonly string[]) => {
  const kept = texts.filter((text) => text !== '');
  return kept.length === 0 ? undefined : kept;
};
