import { applyRules, type RulesFor } from './apply-rules.ts';
import { commandSymbols } from './latex-symbols.ts';

/**
 * Commands that lost their backslash and are glued to a digit or a brace, so that they can be no
 * word: `approx20%`, `1.45times`, `360^circ`, `texttt{D}ual`. Words with the same letters stay:
 * *approximately*, *sometimes*, *sim2real*, *context*.
 */
export function repairCommands(text: string): string {
  return applyRules(degrees(applyRules(groups(text), ofNumbers)), signsOfNoWord);
}

/** What all text that can be mended has in it. */
export const mayHoldCommands = new RegExp(
  [
    '\\{|\\^',
    '(?:approx|sim|simeq|times|pm)\\$?\\.?\\d',
    '(?:\\d|[)\\]])(?:times|sim|pm|approx|mu)',
    // A letter looked for first would be tried at every letter.
    'times(?<=(?<!\\p{L})\\p{L}times)\\s?\\p{L}(?!\\p{L})',
    '(?:up|down|right)arrow|[lc]dots|lesssim|gtrsim|[lg]eqslant|simeq|propto|otimes|oplus',
    'subseteq|[lr]angle|,dots|\\d [mu] |\\d pm \\d| etal',
  ].join('|'),
  'u',
);

/** These begin no word and end none. */
const fonts =
  'text(?:bf|it|tt|sc|rm|sf|md|sl|up|normal)|math(?:cal|bf|bb|sf|frak|rm|it|scr|tt)|operatorname|boldsymbol';
/** Ends of words, too (*context*): nothing may stand before them. */
const wordlike = 'text|emph|underline|uline|mbox|bm|textcolor';

const group = new RegExp(
  `\\\\?(?:(?:${fonts})|(?<![\\p{L}\\p{N}\\\\])(?:${wordlike}))\\*?\\s?\\{([^{}]*)\\}`,
  'gu',
);
const mathGroup = /^\\?math[a-z]+\s?\{\s*(?:[\p{L}\p{N}]+\s*)?\}$/u;
const address = /(?<![\p{L}\p{N}\\])url\s?\{([^{}]*)\}/gu;
const labelled = /(?<![\p{L}\p{N}\\])href\s?\{([^{}]*)\}\s?\{([^{}]*)\}/gu;
const note = /\s?(?<![\p{L}\p{N}\\])footnote\s?\{([^{}]*)\}/gu;
const reference = /(?<![\p{L}\p{N}\\])(?:cite[pt]?|eqref|autoref|cref)\s?\{([^{}]*)\}/gu;
const fraction = /(?<![\p{L}\\])[dt]?frac\{([^{}]+)\}\{([^{}]+)\}/gu;

/** What a command with a group prints; letters of mathematics are left to `repairMaths`. */
function groups(text: string): string {
  if (!text.includes('{')) {
    return text;
  }
  return text
    .replace(group, (written, inner: string) => (mathGroup.test(written) ? written : inner))
    .replace(address, (_, url: string) => url.trim())
    .replace(labelled, (_, url: string, label: string) => labelledLink(url, label))
    .replace(note, inBrackets)
    .replace(reference, '[$1]')
    .replace(fraction, (_, over: string, under: string) => `${grouped(over)}/${grouped(under)}`);
}

/** What `\href{url}{label}` links to and is called. */
export function labelledLink(url: string, label: string): string {
  const [to, called] = [url.trim(), label.trim()];
  return to === called ? to : `${called} (${to})`;
}

/** The text of a footnote behind the word it belongs to. */
export const inBrackets = (_: string, note: string): string => ` (${note.trim()})`;

/** In brackets unless it is one number or letter. */
function grouped(content: string): string {
  const term = content.trim();
  return /^(?:\p{N}+|\p{L})$/u.test(term) ? term : `(${term})`;
}

/** A number with a unit, and no name that begins with a digit (*sim2real*). */
const quantity =
  '\\$?\\.?\\d[\\d.,]*(?:[kKMBTxX×]|[kMGT]i?B|ms|s|h|min|hours?|hrs|fps|FPS|[kMG]?Hz|[cmkn]?m|dB|times|pm[\\d.]+)?(?![\\p{L}_])';
/** No name with a hyphen, an underscore or a slash goes on here. */
const free = '(?<![\\p{L}\\p{N}\\\\_/-])';
const beforeNumber = (name: string) =>
  new RegExp(
    `(?:${free}|(?<=${free}\\p{L})|(?<=\\d[\\d.%]{0,20}))${name}(?=\\s?\\{?\\$?\\.?\\d)(?!\\s)`,
    'gu',
  );
const approxBefore = beforeNumber('approx(?:eq)?');
const simeqBefore = beforeNumber('simeq');
const simBefore = new RegExp(`(?:${free}|(?<=\\d%?))sim(?=${quantity}|\\{\\$?\\.?\\d)`, 'gu');
/** Fine dust is measured as `pm2.5` and `pm10`. */
const pmBefore = new RegExp(
  `(?:${free}(?!pm(?:2\\.5|10|1)(?![\\d.%]))|(?<=\\d%?))pm(?=\\{?\\.?\\d)`,
  'gu',
);
const pmBetween = /(?<=\d\.\d{1,9}%?) pm (?=\d+\.\d)/gu;
/** Behind a number that ends no name (*GPT4*), and before no word (*5timesteps*). */
const timesBehind = new RegExp(
  `(?<=${free}[\\d.,–-]{0,20}\\d|[)\\]²³¹⁰-⁹])(?:\\\\,|\\s(?=times\\d))?times(?=\\p{Lu}|\\P{L}|$)`,
  'gu',
);
const timesBefore = new RegExp(`${free}times(?=\\{?\\d)`, 'gu');
const timesBetween = /(?<=(?<!\p{L})[\p{L}\p{N}])times\s?(?=[\p{L}\p{N}](?!\p{Ll}))/gu;
const bracesOfNumber = /(?<=[≈≃∼±×])\{([^{}]*)\}/gu;
const micro = /(?<=\d\s?)mu\s?(?=(?:m|s|g|L|V|A|W)(?!\p{L}))/gu;

const ofNumbers: readonly RulesFor[] = [
  { sign: 'approx', rules: [(text) => text.replace(approxBefore, '≈')] },
  { sign: 'simeq', rules: [(text) => text.replace(simeqBefore, '≃')] },
  { sign: 'sim', rules: [(text) => text.replace(simBefore, '∼')] },
  {
    sign: 'pm',
    rules: [(text) => text.replace(pmBefore, '±'), (text) => text.replace(pmBetween, ' ± ')],
  },
  {
    sign: 'times',
    rules: [timesBehind, timesBefore, timesBetween].map(
      (times) => (text) => text.replace(times, '×'),
    ),
  },
  { sign: '{', rules: [(text) => text.replace(bracesOfNumber, '$1')] },
  { sign: 'mu', rules: [(text) => text.replace(micro, 'μ')] },
];

const degree = /(?<=\d)\s?(?:\^\s?(?:\{\s?\\?(?:circ|degree)\s?\}|\\?circ(?![a-z])|∘|\{∘\})|∘)/gu;
const ordinal = /(?<=\d)\^(?:\{(st|nd|rd|th)\}|(st|nd|rd|th)(?!\p{L}))/gu;
const raised = /(?<=\d)\^(-\d+)(?![\p{L}\p{N}.])/gu;
const prime = /(?<=\p{L})\^(?:\{?\\?prime\}?|′)(?!\p{L})/gu;

function degrees(text: string): string {
  if (!/[\^∘]/.test(text)) {
    return text;
  }
  return text
    .replace(degree, '°')
    .replace(ordinal, '$1$2')
    .replace(raised, '^{$1}')
    .replace(prime, '′');
}

/** Names that are no word of any text. */
const noWord =
  /(?<![\p{L}\\_])(?:(?:up|down)arrow|[lc]dots|lesssim|gtrsim|[lg]eqslant|simeq|propto|otimes|oplus|subseteq|[lr]angle)(?![\p{L}_])/gu;

const signsOfNoWord: readonly RulesFor[] = [
  {
    sign: '',
    rules: [(text) => text.replace(noWord, (name) => commandSymbols[name] ?? name)],
  },
  {
    sign: 'dots',
    rules: [(text) => text.replace(/(?<=[\p{L}\p{N}],\s?)dots(?=,\s?\p{L})/gu, '…')],
  },
  {
    sign: 'etal',
    rules: [(text) => text.replace(/(?<=\p{Lu}\p{L}+ )etal\.?(?!\p{L})/gu, 'et al.')],
  },
];
