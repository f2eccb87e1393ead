import type { PaperLine } from './site/paper-lines.ts';

/** What a line looks like, as prices for each role it may have; 0 is what fits best. */
export interface LineFeatures {
  readonly length: number;
  readonly asTitle: number;
  readonly asMoreTitle: number;
  readonly asAbstract: number;
  /** As a paragraph more, behind a line that was complete. */
  readonly asParagraph: number;
  /** As the rest of a line that was not. */
  readonly asCarriedOn: number;
  /** Begins as only the middle of a sentence can. */
  readonly continues: boolean;
  /** Ends as only the middle of a title can. */
  readonly isOpenTitle: boolean;
  /** Ends as a text may end. */
  readonly isClosed: boolean;
  /** As long as the page's lines are where they were wrapped. */
  readonly isFull: boolean;
  /** Longer than a wrapped line. */
  readonly isLong: boolean;
  /** Long enough to be a whole abstract. */
  readonly isWhole: boolean;
}

/** Titles of the real pages have 16 to 178 characters, abstracts 581 to 1,919. */
const shortestTitle = 8;
const shortTitle = 16;
const longTitle = 220;
const maxTitle = 300;
const longLine = 250;
/** A line that may be a whole abstract. */
const longEnough = 400;
/** No feature needs more of a line than this. */
const head = 400;

/** What each line looks like, compared with its neighbours. */
export function lineFeatures(lines: readonly PaperLine[]): LineFeatures[] {
  const full = wrapWidth(lines);
  const marksTitles = lines[0]?.isHeading === true;
  return lines.map((line) => {
    const looks = featuresOf(line.text, full);
    const placed = line.afterSite ? afterSite(looks) : looks;
    return marksTitles ? markedOrNot(placed, line.isHeading === true) : placed;
  });
}

/** Where the site's own lines part the papers, a paper begins behind them. */
function afterSite(looks: LineFeatures): LineFeatures {
  return {
    ...looks,
    asTitle: looks.isWhole ? looks.asTitle : Math.min(looks.asTitle, 1),
    asMoreTitle: looks.asMoreTitle + price.notAfterSite,
    asAbstract: looks.asAbstract + (looks.isLong ? 0 : price.notAfterSite),
    asParagraph: looks.asParagraph + price.notAfterSite,
    asCarriedOn: looks.asCarriedOn + price.notAfterSite,
    continues: false,
  };
}

/** On a page whose first title is a heading, headings are the titles. */
function markedOrNot(looks: LineFeatures, isHeading: boolean): LineFeatures {
  if (!isHeading) {
    return { ...looks, asTitle: looks.asTitle + price.otherThanMarked };
  }
  return {
    ...looks,
    asTitle: 0,
    asMoreTitle: looks.asMoreTitle + price.otherThanMarked,
    asAbstract: looks.asAbstract + price.otherThanMarked,
    asParagraph: looks.asParagraph + price.otherThanMarked,
    asCarriedOn: looks.asCarriedOn + price.otherThanMarked,
    continues: false,
  };
}

const price = { notAfterSite: 8, otherThanMarked: 20 } as const;

/** The shortest length of a full line where the page was wrapped, else infinite. */
function wrapWidth(lines: readonly PaperLine[]): number {
  const lengths = lines.map(({ text }) => text.length).sort((a, b) => a - b);
  const nearlyLongest = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  const usual = lengths[Math.floor(lengths.length * 0.5)] ?? 0;
  const isWrapped = nearlyLongest < longTitle && usual > nearlyLongest * 0.85;
  return isWrapped ? nearlyLongest * 0.8 : Number.POSITIVE_INFINITY;
}

/** Begins in lower case, or with a sign that ends something. */
const lowerCase = /^(?:[a-zà-öø-ÿ]|[,.;:)\]%])/u;
/** `pi_0`, `iGPT`, `mixup: …`. */
const namedAtOnce = /^[a-zà-öø-ÿ'’]+[\p{Lu}\p{N}:_^]/u;
/** `walk-Nav`, `llama.cpp`, `tune-v2`: a name goes on with a capital, a digit or a dot. */
const namedByForm =
  /^(?!(?:\p{L}\.)+\s|(?:etc|al|vs|cf)\.)\p{Ll}[^\s:,;]*(?:\.\p{Ll}|[\p{Lu}\p{N}_^@+#])/u;
/** `choir-tune: Voices that listen`. */
const namedByColon = /^\p{Ll}[\p{Ll}-]*(?: \S+){0,2}: [\p{Lu}\p{N}]/u;

/** Whether a line can only be the middle of a sentence, and no title that begins with a name. */
function isMiddleOfSentence(start: string): boolean {
  if (!lowerCase.test(start) || namedAtOnce.test(start)) {
    return false;
  }
  const [first = ''] = start.split(' ', 1);
  if (namedByForm.test(first)) {
    return !(namedByColon.test(start) || namedTitle.test(start) || titleCase(start) >= 0.6);
  }
  return !(first.endsWith(':') && namedByColon.test(start));
}

const fullStop = /[.…]["'”’)\]}*]*$/u;
const sentenceEnd = /[.!?…]["'”’)\]}*]*$/u;
const openEnd = /[,;:–—-]$|\s(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|via|with)$/iu;
const sentenceBreak = /[\p{Ll}\p{N})\]"”']{2}\.\s+["“(]?\p{Lu}/u;
const link = /https?:\s?\/\/|www\./i;
/** How sentences of an abstract begin or go on and titles do not. */
const prose =
  /^(?:We|Our|This|These|Those|However|Moreover|Furthermore|Additionally|Therefore|Thus|Hence|Specifically|Finally|Notably|Consequently|Extensive|Experiments|Experimental|Experimentally|Empirically|Theoretically|Empirical|Although|While|Despite|In (?:this|addition|particular|contrast)|To (?:this|address|overcome|tackle)|Recent|Recently)\s+\p{Ll}|^(?:Our code|Code|The code|All code|Data) (?:is|are|and|will|for|can)\s|\s(?:we|our|this|these)\s/u;

function featuresOf(text: string, full: number): LineFeatures {
  const { length } = text;
  const start = text.slice(0, head);
  const end = text.slice(-60);
  const continues = isMiddleOfSentence(start);
  const endsSentence = sentenceEnd.test(end);
  const hasLink = link.test(start) || link.test(end);
  const hasSentences = length > maxTitle || sentenceBreak.test(start);
  const isProse = prose.test(start);
  const isOpen = openEnd.test(end);
  const capitals = isProse ? 0 : titleCase(start);
  const isFull = length >= full;
  const isWhole = length > longEnough;
  const mayBeTitle =
    length < longTitle && !fullStop.test(end) && !hasSentences && !hasLink && !continues && !isOpen;

  const asMoreTitle =
    (length > longTitle ? 8 : 0) +
    (fullStop.test(end) ? 5 : 0) +
    (hasSentences ? 6 : 0) +
    (hasLink ? 4 : 0);
  const asTitle =
    asMoreTitle +
    (length > maxTitle ? 4 : 0) +
    (length < shortestTitle ? 3 : length < shortTitle ? 2 : 0) +
    (isOpen ? 4 : 0) +
    (continues ? 9 : 0) +
    (isProse ? 2 : 0) +
    3 * (1 - capitals);
  const asAbstract =
    (length >= 200 ? 0 : length >= 100 || isFull ? 1 : 3) +
    (mayBeTitle ? (isFull ? 4.5 : 6) * capitals : 0) +
    (continues ? 3 : 0);
  // Titles may ask, too.
  const isSentence = endsSentence && !(mayBeTitle && capitals > 0.6);
  const asParagraph = isSentence || hasLink || length > longLine ? 0.8 : isFull ? 2 : 4;
  return {
    length,
    asTitle,
    asMoreTitle,
    asAbstract,
    asParagraph: asParagraph + (isWhole ? 2 : 0) + (mayBeTitle ? 4 * capitals : 0),
    asCarriedOn: 0.5 + (isWhole ? 2 : 0) + (mayBeTitle ? 2.5 * capitals : 0),
    continues,
    isOpenTitle: isOpen,
    isClosed: endsSentence || /https?:\s?\/\/\S+$/i.test(end),
    isFull,
    isLong: length > longLine,
    isWhole,
  };
}

const smallWords = new Set(
  'a an and as at but by for from how in into is it its nor not of off on onto or over per so than that the their to do does up via vs was we when where with without your you be are can'.split(
    ' ',
  ),
);

/** `Kettle: warm starts for planners`. */
const namedTitle = /^(?:\p{Ll}[^\s\p{Lu}\p{N}]*)?[\p{Lu}\p{N}]\S*(?: \S+){0,3}: \S/u;

/** The share of a line's words, small ones aside, that begin as the words of a title do. */
function titleCase(text: string): number {
  let words = 0;
  let capitals = 0;
  for (const [word] of text.matchAll(/[\p{L}\p{N}][^\s]*/gu)) {
    if (smallWords.has(word.toLowerCase())) {
      continue;
    }
    words += 1;
    if (/[\p{Lu}\p{N}]/u.test(word)) {
      capitals += 1;
    }
  }
  const share = words === 0 ? 0 : capitals / words;
  return namedTitle.test(text) ? Math.max(share, 0.7) : share;
}
