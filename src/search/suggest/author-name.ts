import { tokenize } from '../text/tokenize.ts';

/** An author's name, read so that names can be compared. */
export interface AuthorName {
  /** As it was written, but with the family name last. */
  readonly shown: string;
  /** Folded, in that order. */
  readonly words: readonly string[];
}

/** Reads a name as sources and people write it: `Hinton, Geoffrey E.` is `Geoffrey E. Hinton`. */
export function readAuthorName(written: string): AuthorName {
  const [family = '', given, ...more] = written.split(',').map((part) => part.trim());
  const isTurned = family !== '' && given && more.length === 0;
  const shown = (isTurned ? `${given} ${family}` : written).trim().replace(/\s+/g, ' ');
  return { shown, words: tokenize(shown).map(({ word }) => word) };
}

type Words = readonly string[];

/** Whether each word asked for is a word of the name, or an initial of one, in any order. */
export function hasNameWords(name: Words, asked: Words): boolean {
  return fits(name, asked, (word, typed) => word === typed || isInitialOf(typed, word));
}

/** Whether each word asked for begins a word of the name, in any order. */
export function hasNameBeginnings(name: Words, asked: Words): boolean {
  return fits(name, asked, (word, typed) => word.startsWith(typed));
}

/** Whether a name begins with an initial, as `G. E. Hinton` does. */
export function isAbbreviated(name: Words): boolean {
  return name.length > 1 && name[0]?.length === 1 && (name.at(-1)?.length ?? 0) > 1;
}

/** Whether a name that begins with an initial may stand for one that does not. */
export function abbreviates(short: Words, full: Words): boolean {
  if (!isAbbreviated(short) || isAbbreviated(full) || full.length < 2) {
    return false;
  }
  if (short.at(-1) !== full.at(-1)) {
    return false;
  }
  const given = full.slice(0, -1);
  return short.slice(0, -1).every((word, i) => {
    const other = given[i];
    return other === undefined || word === other || isInitialOf(word, other);
  });
}

function isInitialOf(initial: string, word: string): boolean {
  return initial.length === 1 && word.startsWith(initial);
}

/** Each word asked for with another word of the name; the longest choose first. */
function fits(
  name: Words,
  asked: Words,
  isMeant: (word: string, typed: string) => boolean,
): boolean {
  if (asked.length === 0 || asked.length > name.length) {
    return false;
  }
  // Most names have nothing of what is asked for.
  if (!asked.every((typed) => name.some((word) => isMeant(word, typed)))) {
    return false;
  }
  const free = [...name];
  return asked
    .toSorted((a, b) => b.length - a.length)
    .every((typed) => {
      const at = free.findIndex((word) => isMeant(word, typed));
      if (at >= 0) {
        free.splice(at, 1);
      }
      return at >= 0;
    });
}
