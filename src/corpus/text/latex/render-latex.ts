import { applyRules, type Rule, type RulesFor } from './apply-rules.ts';
import { accents, commandSymbols, greekLetters } from './latex-symbols.ts';
import { inBrackets, labelledLink } from './repair-commands.ts';
import { mayHoldMaths, repairMaths } from './repair-maths.ts';

/**
 * Left-over LaTeX as plain text, one level of braces a pass: commands that print something are
 * replaced by it, and whatever is uncertain stays as it came.
 */
export function renderLatex(text: string): string {
  return applyRules(text, steps);
}

/** Between words or glued to them; the `--` of an option is neither. */
const dash = /(?<=[\p{L}\p{N}.)\]”])-{2,3}(?=[\p{L}\p{N}([“])| -{2,3} /gu;

/** Macros that many authors define, with the full stop that may follow them. */
const shortForms: Readonly<Record<string, string>> = {
  aka: 'a.k.a.',
  cf: 'cf.',
  Eg: 'E.g.',
  eg: 'e.g.',
  etal: 'et al.',
  etc: 'etc.',
  Ie: 'I.e.',
  ie: 'i.e.',
  iid: 'i.i.d.',
  resp: 'resp.',
  viz: 'viz.',
  vs: 'vs.',
  wrt: 'w.r.t.',
};
const shortForm = new RegExp(
  `(?<![\\\\\\p{L}\\p{N}:])\\\\(${Object.keys(shortForms).join('|')})(?![A-Za-z])(?:\\{\\})?(?:\\\\xspace(?![A-Za-z]))?\\.?`,
  'gu',
);

/** Arguments that are text. */
const inArguments: readonly Rule[] = [
  (text) => text.replace(/\\url\s*\{([^{}]*)\}/g, (_, url: string) => url.trim()),
  (text) =>
    text.replace(/\\href\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, (_, url: string, label: string) =>
      labelledLink(url, label),
    ),
  (text) =>
    text.replace(
      /\\(?:text(?:bf|it|md|normal|rm|sc|sf|sl|tt|up)?|emph|underline|uline|mbox|operatorname)\*?\s*\{([^{}]*)\}/g,
      '$1',
    ),
  (text) =>
    text.replace(
      /\{\s*\\(?:it|em|bf|sc|tt|rm|sf|sl|tiny|scriptsize|footnotesize|small|normalsize|large|Large|itshape|bfseries|ttfamily|scshape)(?![A-Za-z])([^{}]*)\}/g,
      (_, inner: string) => inner.trimStart(),
    ),
  (text) => text.replace(/\s?\\footnote(?:text)?\s*\{([^{}]*)(?:\}|$)/g, inBrackets),
  (text) => text.replace(/\\(?:cite[a-z]*|ref|eqref|autoref|cref)\*?\s*\{([^{}]*)\}/g, '[$1]'),
];

const shortened: readonly Rule[] = [
  (text) => text.replace(shortForm, (_, name: string) => shortForms[name] ?? name),
  (text) => text.replace(/\\(?:xspace|noindent)(?![A-Za-z])(?:\{\})?/g, ''),
];

const accentedLetters: readonly Rule[] = [
  (text) => text.replace(/\\(["'`^~=.])\s*(?:\{\\?([A-Za-z])\}|([A-Za-z]))/g, accented),
  (text) => text.replace(/\\([cHkruv])\s*\{([A-Za-z])\}/g, accented),
];

const symbols: readonly Rule[] = [
  (text) => text.replace(/\\(?:left|right|[bB]igg?[lrm]?)\s?(?:\.|(?=[()[\]|<>/]|\\[{}|]))/g, ''),
  (text) => text.replace(/(?<![\p{L}^_}])\{\s*(\\[A-Za-z]+)\s*\}/gu, '$1'),
  (text) =>
    text.replace(/\\([lLoO]|ae|AE|oe|OE|aa|AA|ss) (?=\p{Ll})/gu, (_, letter: string) =>
      symbol(letter),
    ),
  (text) => text.replace(/\\([A-Za-z]+)(?![A-Za-z])/g, (command, name) => symbol(name) || command),
  (text) => text.replace(/\\([%&#_])/g, '$1'),
  (text) => text.replace(/\\\$(?=\d)/g, '$'),
  (text) => text.replace(/(?<=\S)\\[,;:!](?=\S)|\\ (?=\S)/g, ' '),
];

const tie = /(?<=\p{L}{2}|[.)\]])~(?=[\p{L}\p{N}([\\])(?!\p{L}{1,2}\()/gu;

const closedByQuotes: readonly Rule[] = [
  (text) => text.replace(/(^|[\s([])''(?=\S)([^'"]{1,300}?)''/g, '$1“$2”'),
  (text) => text.replace(/(^|[\s([])"(?=\S)([^'"]{1,300}?)''/g, '$1“$2”'),
];

const anyText = '';

const steps: readonly RulesFor[] = [
  { sign: '\\', rules: [...inArguments, ...shortened, ...accentedLetters] },
  { sign: '$', rules: [(text) => text.replace(/\$([^$\n]{1,300}?)\$(?!\d)/g, inlineMaths)] },
  { sign: '\\', rules: symbols },
  { sign: '~', rules: [(text) => text.replace(tie, ' ')] },
  { sign: '``', rules: [(text) => text.replace(/``([^`]{1,400}?)(?:''|"|”)/g, '“$1”')] },
  { sign: "''", rules: closedByQuotes },
  {
    sign: '`',
    rules: [
      (text) => text.replace(/(?<!`)``(?=[^\s`])/g, '“'),
      (text) => text.replace(/(?<![`\w])`([^`'\n]{1,200}?)'(?![\p{L}'])/gu, '‘$1’'),
    ],
  },
  {
    sign: '--',
    rules: [
      (text) => text.replace(dash, (dashes) => dashes.replace('---', '—').replace('--', '–')),
    ],
  },
  { sign: anyText, rules: [(text) => (mayHoldMaths.test(text) ? repairMaths(text) : text)] },
  // A macro of the author's own, mostly the name of the method.
  {
    sign: '\\',
    rules: [(text) => text.replace(/(?<![\\\p{L}\p{N}:])\\([A-Za-z]{3,})(?![\p{L}\\{[])/gu, '$1')],
  },
];

function symbol(name: string): string {
  return (
    (Object.hasOwn(greekLetters, name) && greekLetters[name]) ||
    (Object.hasOwn(commandSymbols, name) && commandSymbols[name]) ||
    ''
  );
}

/** A letter with its accent, where the two make one character; else as it came. */
function accented(written: string, accent: string, braced?: string, bare?: string): string {
  const letter = (typeof braced === 'string' ? braced : bare) ?? '';
  const composed = `${letter}${accents[accent] ?? ''}`.normalize('NFC');
  return composed.length === 1 ? composed : written;
}

/** `$x_t$` without its dollars; `$5 or $6` is money and stays. */
function inlineMaths(written: string, content: string): string {
  if (/^\s|\s$/.test(content)) {
    return written;
  }
  const isFormula = /[\\^_{}=<>]/.test(content) || /^[A-Za-z]{1,2}$/.test(content);
  if (/^\d/.test(content) && !/[\\^_]/.test(content)) {
    return written;
  }
  return isFormula ? content : written;
}
