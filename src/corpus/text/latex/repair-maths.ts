import { applyRules, type RulesFor } from './apply-rules.ts';
import {
  doubleStruck,
  greekLetters,
  overMarks,
  subscripts,
  superscripts,
} from './latex-symbols.ts';
import { mayHoldCommands, repairCommands } from './repair-commands.ts';

/**
 * Mathematics whose backslashes were lost on the way: `tau^2`, `ell_p`, `1leq p`, `mathcal{O}(n)`.
 *
 * The pages were stripped of `\command{…}` from the outside in, once, so a fraction's numerator
 * lost its braces and what was inside may have lost a root: `O(ksqrt{d}{nepsilon})` was
 * `k√d/(√n ε)`. A group after a group is therefore ambiguous, and stays as it is.
 */
export function repairMaths(text: string): string {
  return applyRules(nameGreek(delimiters(fonts(relations(repairCommands(text))))), ofScripts);
}

/** What all mathematics that can be mended has in it. */
export const mayHoldMaths = new RegExp(
  [
    '[{}^_$]',
    'leq|geq|neq|rrow|infty|nabla|cdot|sqrt|frac\\s*\\{|var(?:epsilon|theta|phi|rho)',
    'math(?:cal|bf|bb|sf|frak|rm|it|scr|tt)|(?<![a-z])(?:tilde|hat|bar) |right[)\\]|]|big[([]',
    `\\b(?:${Object.keys(greekLetters).join('|')})\\b`,
    mayHoldCommands.source,
  ].join('|'),
  'u',
);

const greekNames = Object.keys(greekLetters).join('|');
const anyName = new RegExp(greekNames);

function relations(text: string): string {
  const related = /[lgn]eq/.test(text)
    ? text.replace(relation, (_, sign: string) => ` ${relationSigns[sign] ?? sign} `)
    : text;
  return related
    .replace(/(?:long)?(left)?(right)arrow(?=[A-Z\d\s{(,.)]|$)/g, (arrow, left) =>
      arrow.startsWith('left') || left === 'left' ? '↔' : '→',
    )
    .replace(/(?<!\p{L})infty(?!\p{L})/gu, '∞')
    .replace(/(?<!\p{L})nabla(?!\p{L})/gu, '∇')
    .replace(/(?<!\p{L})cdot(?!\p{L})/gu, '·')
    .replace(
      /var(epsilon|theta|phi|rho)/g,
      (written, name: string) => greekLetters[`var${name}`] ?? written,
    );
}

const relationSigns: Readonly<Record<string, string>> = { leq: '≤', geq: '≥', neq: '≠' };
/** After nothing, one letter or the name of one: `1leq`, `kleq`, `deltageq`. */
const relation = new RegExp(
  `(?<=(?<!\\p{L})(?:\\p{L}|${greekNames})?)(leq|geq|neq)(?!\\p{L})`,
  'gu',
);

const fontName = 'math(?:cal|bf|bb|sf|frak|rm|it|scr|tt)';
const fontOfGroup = new RegExp(`(?<![A-Za-z])\\\\?${fontName}\\s*\\{([\\p{L}\\p{N}]+)\\}`, 'gu');
const fontOfLetter = new RegExp(`(?<![A-Za-z])\\\\?${fontName} (?=\\p{L}(?!\\p{L}))`, 'gu');

function fonts(text: string): string {
  return text
    .replace(
      /\\?mathbb\s*(?:\{([CENPQRZ])\}|\s([CENPQRZ])(?![A-Za-z]))/g,
      (written, a, b) => doubleStruck[a ?? b] ?? written,
    )
    .replace(fontOfGroup, '$1')
    .replace(fontOfLetter, '')
    .replace(
      /(?<![A-Za-z])\\?(tilde|widetilde|hat|widehat|bar)(?:\s?\{(\p{L})\}|\s(\p{Lu})(?=\s?\())/gu,
      (_, mark: string, braced?: string, bare?: string) =>
        `${braced ?? bare ?? ''}${overMarks[mark] ?? ''}`.normalize('NFC'),
    )
    .replace(/(?<![\p{L}\p{N}}^_\\])\{(\p{L})\}(?=[(_^])/gu, '$1')
    .replace(
      /\\[dt]?frac\s*\{([^{}]+)\}\s*\{([^{}]+)\}/g,
      (_, over: string, under: string) => `${grouped(over)}/${grouped(under)}`,
    )
    .replace(/\\?sqrt\s*\{([^{}]+)\}(?!\s*\{)/g, (_, root: string) => `√${grouped(root)}`)
    .replace(/(?<![A-Za-z])\\?sqrt (?=[A-Za-z](?![A-Za-z]))/g, '√');
}

/** In brackets unless it is one number or letter. */
function grouped(content: string): string {
  const term = content.trim();
  return /^(?:\p{N}+|\p{L})$/u.test(term) ? term : `(${term})`;
}

/** `left( … right)` and `big[ … big]` are only sizes of brackets. */
function delimiters(text: string): string {
  return text
    .replace(
      /\s?(?<![A-Za-z])left([([|])\s?([\s\S]{1,300}?)\s?(?<![A-Za-z])right([)\]|])/g,
      '$1$2$3',
    )
    .replace(/(?<=[A-Za-z])big(?=[([])|(?<![A-Za-z])big(?=\[)|(?<=[}\])])big(?=[)\]])/g, '');
}

const base = `(?:(?<![\\p{L}\\p{N}_])(?:\\p{L}|ell|${greekNames})|[)\\]}*'|⁰-₟²³¹])`;
const superscriptOf =
  /(?<=[\p{L}\p{N})\]}])\^(?:\{([^{}]*)\}|(\*|star(?!\p{L})|\p{N}+)|(\p{L})(?!\p{L}))/gu;
const subscriptOf = new RegExp(
  `(?:(?<=${base})_(?:\\{([^{}]*)\\}|(\\p{N}+|[a-z])(?![\\p{L}\\p{N}_]))|(?<=\\p{L}\\p{L}|\\p{N})_\\{([^{}]*)\\})`,
  'gu',
);

const ofScripts: readonly RulesFor[] = [
  { sign: '_', rules: [(text) => text.replace(/(?<![\p{L}\p{N}_])ell(?=_)/gu, 'ℓ')] },
  {
    sign: '^',
    rules: [
      (text) =>
        text.replace(superscriptOf, (written, group?: string, token?: string, letter?: string) =>
          script(written, group ?? token ?? letter ?? '', superscripts),
        ),
    ],
  },
  {
    sign: '_',
    rules: [
      (text) =>
        text.replace(subscriptOf, (written, group?: string, token?: string, ofWord?: string) =>
          script(written, group ?? token ?? ofWord ?? '', subscripts),
        ),
    ],
  },
];

const loneGreek = new RegExp(`(?<!\\p{L})(?:${greekNames})(?!\\p{L})`, 'gu');

/** Raised or lowered where Unicode has all of it; else marked by `^` or `_` and, if need be, brackets. */
function script(written: string, content: string, signs: Readonly<Record<string, string>>): string {
  const term = content.trim().replace(loneGreek, (name) => greekLetters[name] ?? name);
  if (term === '') {
    return written;
  }
  const isRaised = signs === superscripts;
  if (isRaised && /^(?:\*|star)$/.test(term)) {
    return '*';
  }
  if (/^[+-]?\p{N}+$|^\p{L}$|^[a-z][+-]\p{N}+$/u.test(term)) {
    const raised = Array.from(term).map((sign) =>
      Object.hasOwn(signs, sign) ? signs[sign] : undefined,
    );
    if (!raised.includes(undefined)) {
      return raised.join('');
    }
  }
  const mark = isRaised ? '^' : '_';
  return /^[\p{L}\p{N}]+$/u.test(term) ? `${mark}${term}` : `${mark}(${term})`;
}

const asVariable = new RegExp(
  [
    `(?<!\\p{L})(${greekNames})(?=[_^])`,
    `(?<=[_^])(${greekNames})(?!\\p{L})`,
    `(?<=[+*/-]\\p{N}{1,3})(${greekNames})(?!\\p{L})`,
    `(?<!\\p{L})(${greekNames})(?= ?[≤≥≠∈=<>])`,
    `(?<=[≤≥≠∈=<>] ?)(${greekNames})(?!\\p{L})`,
    `(?<=\\()(${greekNames})(?=, ?(?:${greekNames}|[α-ω])\\))`,
    `(?<=\\((?:${greekNames}|[α-ω]), ?)(${greekNames})(?=\\))`,
    '(?<!\\p{L})(Omega|Theta)(?= ?\\()',
  ].join('|'),
  'gu',
);

/**
 * A letter's name that stands as a variable somewhere in the text is that variable everywhere in
 * it; a name that only is among words (`an alpha version`) stays a word.
 */
function nameGreek(text: string): string {
  if (!anyName.test(text)) {
    return text;
  }
  const variables = new Set([...text.matchAll(asVariable)].map(([name]) => name));
  if (variables.size === 0) {
    return text;
  }
  const names = new RegExp(
    `(?<![\\p{L}\\\\]|\\p{L}\\p{N})(?:${[...variables].join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  );
  return text.replace(names, (name) => greekLetters[name] ?? name);
}
