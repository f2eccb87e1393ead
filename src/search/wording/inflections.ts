import { stopWords } from '../text/analyse.ts';
import { isEnglishWord } from '../vocabulary/english-words.ts';
import {
  alsoIrregularVerbs,
  comparedAdjectives,
  irregularNouns,
  irregularVerbs,
  nounsInIc,
  strangers,
} from './irregular-words.ts';
import { spellingsOf } from './spelling-variants.ts';

/**
 * A word (folded) with its inflections and its other spelling: plural, third person, past, -ing, and
 * -er and -est of adjectives. Never another word of the same root: `relativity` is not `relative`,
 * `train` not `trainer`. Regular forms are checked against a list of English words, so that `string`
 * is no form of anything.
 */
export function formsOf(word: string): ReadonlySet<string> {
  if (!/^[a-z]{3,40}$/.test(word) || stopWords.has(word)) {
    return new Set([word]);
  }
  const forms = new Set([word, ...spellingsOf(word)]);
  for (const base of [word, ...basesOf(word)]) {
    for (const spelled of spellingsOf(base)) {
      forms.add(spelled);
      for (const form of inflect(spelled)) {
        forms.add(form);
      }
    }
  }
  const parts = partsOf(word);
  for (const form of parts ? formsOf(parts.last) : []) {
    // Compared adjectives are left behind: who refines is no finer.
    if (!/(?:er|est)$/.test(form) || form === parts?.last) {
      forms.add(parts?.first + form);
    }
  }
  return forms;
}

const prefixes: ReadonlySet<string> = new Set(
  'auto bi co cross de hyper inter macro meta micro mis mono multi non out over poly post pre re semi sub super tri un under'.split(
    ' ',
  ),
);

/** "rewrite" is inflected as "write" is, "finetune", which is in no list, as "tune". */
function partsOf(word: string): { readonly first: string; readonly last: string } | undefined {
  const isWord = isEnglishWord(word);
  for (let at = 2; at <= word.length - 3; at++) {
    const [first, last] = [word.slice(0, at), word.slice(at)];
    const isPart = prefixes.has(first) || (!isWord && first.length > 2 && isEnglishWord(first));
    if (isPart && isEnglishWord(last)) {
      return { first, last };
    }
  }
  return undefined;
}

/** What a word may be a form of. */
function basesOf(word: string): string[] {
  const irregular = basesByForm.get(word) ?? [];
  const regular = strippedOf(word).filter((base) => inflect(base).includes(word));
  // Of a word that no list has, the likeliest; of "finetuned" that is "finetune".
  return [...irregular, ...(isEnglishWord(word) ? regular : regular.slice(0, 1))];
}

const basesByForm = new Map<string, string[]>();
for (const table of [irregularVerbs, alsoIrregularVerbs, irregularNouns, comparedAdjectives]) {
  for (const [base, forms] of table) {
    for (const form of forms) {
      basesByForm.set(form, [...(basesByForm.get(form) ?? []), base]);
    }
  }
}

/** Candidates only: whether a word really is a form of one is for {@link inflect} to say. */
function strippedOf(word: string): string[] {
  const stripped: string[] = [];
  for (const [ending, ...instead] of [
    [/ies$/, 'y'],
    [/ied$/, 'y'],
    [/ying$/, 'ie'],
    [/(?<=x|ss|[cs]h)es$/, ''],
    [/s$/, ''],
    [/es$/, ''],
    [/ck(?:ing|ed)$/, 'c'],
    [/(.)\1(?:ing|ed|er|est)$/, '$1'],
    [/(?:ing|ed|er|est)$/, 'e', ''],
    [/i(?:er|est)$/, 'y'],
  ] as const) {
    if (ending.test(word)) {
      stripped.push(...instead.map((end) => word.replace(ending, end)));
    }
  }
  return stripped.filter((base) => base.length > 2);
}

const inflected = new Map<string, readonly string[]>();
const maxRemembered = 20_000;

/** The inflections of a base form, each in every way it is spelled. */
function inflect(base: string): readonly string[] {
  const known = inflected.get(base);
  if (known) {
    return known;
  }
  const isWord = isEnglishWord(base);
  const forms = [...regularForms(base)]
    .filter((form) => !strangers.has(`${base} ${form}`))
    // What is a word, but no form of one, is another word by chance.
    .filter((form) => isEnglishWord(form) === isWord || form.length > longestListed);
  const all = [
    ...forms,
    ...[irregularVerbs, alsoIrregularVerbs, irregularNouns, comparedAdjectives].flatMap(
      (table) => table.get(base) ?? [],
    ),
  ];
  if (inflected.size >= maxRemembered) {
    inflected.clear();
  }
  inflected.set(base, all);
  return all;
}

/** The list has few longer words. */
const longestListed = 15;

function* regularForms(base: string): Generator<string> {
  if (!/[aeiouy]/.test(base)) {
    yield `${base}s`;
    return;
  }
  // "tens" is no base of "tensing", which is of "tense".
  const hasLongerBase = /(?:[^s]s|th)$/.test(base) && isEnglishWord(`${base}e`);
  if (hasLongerBase) {
    return;
  }
  yield* pluralsOf(base);
  yield* gerundsOf(base);
  if (!irregularVerbs.has(base) && !/^[^aeiou]+(?<!fr)ee$/.test(base)) {
    yield* endedWith('ed', base);
  }
  if (comparedAdjectives.has(base)) {
    yield* endedWith('er', base);
    yield* endedWith('est', base);
  }
}

function* pluralsOf(base: string): Generator<string> {
  if (/[^aeiou]y$/.test(base)) {
    yield base.replace(/y$/, 'ies');
    return;
  }
  if (/(?:s|x|z|ch|sh|[^aeiou]o)$/.test(base)) {
    yield `${base}es`;
  }
  const isField = base.endsWith('ic') && isEnglishWord(base) && !nounsInIc.has(base);
  if (!/(?:s|x|z|sh)$/.test(base) && !isField) {
    yield `${base}s`;
  }
}

function* gerundsOf(base: string): Generator<string> {
  if (base.endsWith('ie')) {
    yield base.replace(/ie$/, 'ying');
  } else if (/[^eoy]e$/.test(base)) {
    yield base.replace(/e$/, 'ing');
    yield `${base}ing`;
  } else {
    yield* doubled(base).map((stem) => `${stem}ing`);
  }
}

/** With an ending that begins with an e, which one of the word's own is part of. */
function* endedWith(ending: 'ed' | 'er' | 'est', base: string): Generator<string> {
  if (base.endsWith('e')) {
    yield base + ending.slice(1);
  } else if (/[^aeiou]y$/.test(base)) {
    yield base.replace(/y$/, `i${ending}`);
  } else {
    yield* doubled(base).map((stem) => stem + ending);
  }
}

/** Of one syllable the last consonant doubles ("planned"), of more it may ("modeled", "modelled"). */
function doubled(base: string): string[] {
  if (/^[^aeiou]*(?:qu)?[aeiouy][^aeiouwxy]$/.test(base)) {
    return [base + base.slice(-1)];
  }
  if (base.endsWith('c')) {
    return [`${base}k`];
  }
  return /[^aeiou][aeiouy][^aeiouwxy]$/.test(base) && isEnglishWord(base)
    ? [base, base + base.slice(-1)]
    : [base];
}
