import { ownString } from '../text/analyse.ts';
import { tokenize } from '../text/tokenize.ts';

/** How a query names a paper, the surest first. */
export const namings = ['title', 'name', 'part of the title', 'introduced here'] as const;
/** One way in which a paper's name is found. */
export type Naming = (typeof namings)[number];

/** Words without what is between them: `τ^2-Bench` and "tau2 bench" are the same name. */
export function nameKey(text: string): string {
  return tokenize(text)
    .map(({ word }) => word)
    .join('');
}

/** "We introduce Name", "a benchmark called Name": what is within a few words after such a verb. */
const introduction =
  /\b(?:introduc|propos|present|develop|releas|call|nam|dub|term)(?:e|es|ed|ing|d|s)?\b((?:[^\S\n]+[^\s.;:]+){1,9})/gu;
/** A capital, digit or star after the first letter: `TreeRL`, `Nash-MD`, `Q*`. */
const coined = /^\p{L}(?=[\p{L}\p{N}*^-]*[\p{Lu}\p{N}*])[\p{L}\p{N}*^-]+$/u;

/** How a paper is named: its title and the parts of it, and what its text introduces. */
export function namesOf(title: string, text: string): (readonly [key: string, naming: Naming])[] {
  const names = new Map<string, Naming>();
  const note = (name: string | undefined, naming: Naming) => {
    const key = ownString(nameKey(name ?? ''));
    if (key.length > 1 && !names.has(key)) {
      names.set(key, naming);
    }
  };
  note(title, 'title');
  const [name, ...rest] = title.split(/:\s/);
  if (rest.length > 0) {
    note(name, 'name');
    note(rest.join(': '), 'part of the title');
  }
  for (const [, short] of title.matchAll(/\(([^()]{2,12})\)/g)) {
    note(short, 'name');
  }
  for (const [, after = ''] of text.matchAll(introduction)) {
    const words = after.replace(/^.*\b(?:called|named|dubbed|termed)\b/, '').split(/[\s,()“”"'`]+/);
    note(
      words.find((word) => coined.test(word)),
      'introduced here',
    );
  }
  return [...names];
}
