import { readArxivNumber } from '../../src/corpus/identifiers/arxiv-number.ts';

/** What a message holds that leads to no paper, each once. Its arXiv numbers are looked up elsewhere. */
export interface Unfound {
  readonly dois: readonly string[];
  /** Addresses without a number or DOI. */
  readonly links: readonly string[];
  /** What is written as an arXiv number and is none. */
  readonly unreadable: readonly string[];
}

/** Things that are named one by one. */
const maxNamed = 5;

/** That none of these leads to a paper, in sentences. */
export function describeUnfound({ dois, links, unreadable }: Unfound): string[] {
  const ofArxiv = links.filter(isOnArxiv);
  const elsewhere = links.filter((link) => !isOnArxiv(link));
  return [
    ...(dois.length > 0 ? [noPaperHas('DOI', dois)] : []),
    ...(unreadable.length > 0
      ? [
          `${listed(unreadable)} ${unreadable.length === 1 ? 'is' : 'are'} not a valid arXiv number.`,
        ]
      : []),
    ...(ofArxiv.length > 0 ? [`There is no valid arXiv number in ${listed(ofArxiv, 'or')}`] : []),
    ...(elsewhere.length > 0 ? [`No paper in Offprint links to ${listed(elsewhere, 'or')}`] : []),
  ];
}

/** That no paper here has one of these numbers or DOIs, in a sentence. */
export function noPaperHas(what: 'arXiv number' | 'DOI', names: readonly string[]): string {
  return `No paper in Offprint has the ${what}${names.length === 1 ? '' : 's'} ${listed(names, 'or')}.`;
}

/** `arXiv:2413.00001` in a text: no month has the number 13. */
export function unreadableNumbers(text: string): string[] {
  const written = [...text.matchAll(/(?<![\p{L}\p{N}])arxiv\s?:\s?(\d[\d.]*\d)/giu)];
  const numbers = written.flatMap(([, number = '']) =>
    readArxivNumber(number) === undefined ? [`arXiv:${number}`] : [],
  );
  return [...new Set(numbers)];
}

function isOnArxiv(link: string): boolean {
  return URL.canParse(link) && /(?:^|\.)arxiv\.org$/u.test(new URL(link).hostname);
}

function listed(names: readonly string[], joint: 'and' | 'or' = 'and'): string {
  const named = names.slice(0, maxNamed);
  const more = names.length - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  const last = all.at(-1) ?? '';
  const others = all.slice(0, -1).join(', ');
  return others === '' ? last : `${others} ${joint} ${last}`;
}
