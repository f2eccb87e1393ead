import type { X2jOptions, XMLParser } from 'fast-xml-parser';
import { isObject } from '../../corpus/records/record-rows.ts';
import { WebError } from './web-error.ts';

/** An element of XML: its children by name, its attributes behind `@`, its text as `#text`. */
export type XmlElement = Readonly<Record<string, unknown>>;

const options: X2jOptions = {
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  // A space may stand between a text and a CDATA section.
  trimValues: false,
  isArray: (name) => ['item', 'entry', 'author', 'category', 'link', 'dc:creator'].includes(name),
};

/** Loaded with the first feed: most bots read none, and it takes 9 MB. */
async function createParser(): Promise<XMLParser> {
  const { XMLParser: Parser } = await import('fast-xml-parser');
  return new Parser(options);
}

/**
 * Reads a feed. One that declares entities of its own is refused instead of expanded.
 * @throws {WebError} where it is not XML.
 */
export async function readXml(text: string, whose: string): Promise<XmlElement> {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text.slice(0, 10_000))) {
    throw new WebError('not-understood', `${whose} returned a web page instead of a feed.`);
  }
  const parser = await createParser();
  try {
    const parsed: unknown = parser.parse(text, true);
    if (isObject(parsed)) {
      return parsed;
    }
  } catch (cause) {
    throw new WebError('not-understood', `${whose} returned XML that cannot be read.`, { cause });
  }
  throw new WebError('not-understood', `${whose} returned no feed.`);
}

/** The children of this name that are elements or texts, in order. */
export function childrenOf(element: unknown, name: string): readonly unknown[] {
  const child = isObject(element) ? element[name] : undefined;
  return child === undefined ? [] : Array.isArray(child) ? child : [child];
}

/** The text of the first child of this name, its white space evened; undefined where it has none. */
export function textOf(element: unknown, name: string): string | undefined {
  return ownText(childrenOf(element, name)[0]);
}

/** The text of an element or attribute. */
export function ownText(element: unknown): string | undefined {
  const text = isObject(element) ? element['#text'] : element;
  return typeof text === 'string' ? text.replace(/\s+/gu, ' ').trim() || undefined : undefined;
}
