import { stopWords } from '../text/analyse.ts';
import { foldText } from '../text/fold-text.ts';
import { tokenize } from '../text/tokenize.ts';
import { mineAcronyms } from '../vocabulary/mine-acronyms.ts';

/** Keywords that a paper is given when its source gives none. */
const maxKeywords = 5;
const maxKeyword = 3;

/** Words of every abstract, which make no keyword with their neighbours. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const commonWords = words(
  'we paper work propose proposed present introduce show shows demonstrate novel new approach approaches method methods ' +
    'results result using use used based which while these however further existing recent across via within without often ' +
    'significantly achieve achieves state art one two three different various many several both first better best high ' +
    'task tasks problem problems model models framework extensive experiments study question not no more than can ' +
    'significant performance improve improves improving including especially specifically moreover furthermore despite due et al',
);
/** Fit to be at the end of a keyword, though not alone or in front. */
const endings = words('model models problem problems task tasks framework method methods');

/** What a text is about in a few of its own words: the long forms it spells out, then its most repeated phrases. */
export function extractKeywords(title: string, text: string): string[] {
  const longForms = mineAcronyms(`${title}. ${text}`).map(({ long }) => foldText(long));
  const counts = new Map<string, number>();
  for (const [part, weight] of [
    [title, 2],
    [text, 1],
  ] as const) {
    for (const phrase of phrasesOf(part)) {
      counts.set(phrase, (counts.get(phrase) ?? 0) + weight);
    }
  }
  const repeated = [...counts]
    .filter(([, count]) => count > 2)
    .map(([phrase, count]) => ({ phrase, worth: count * Math.sqrt(phrase.split(' ').length) }))
    .sort((a, b) => b.worth - a.worth || (a.phrase < b.phrase ? -1 : 1))
    .map(({ phrase }) => phrase);
  const keywords: string[] = [];
  for (const phrase of [...longForms.slice(0, 2), ...repeated]) {
    const said = keywords.some((keyword) => keyword.includes(phrase) || phrase.includes(keyword));
    if (!said && keywords.length < maxKeywords) {
      keywords.push(phrase);
    }
  }
  return keywords;
}

/** Two or three words in a row, none of them a stop word, of one clause. */
function phrasesOf(text: string): string[] {
  const tokens = tokenize(text);
  const phrases: string[] = [];
  for (const [i, first] of tokens.entries()) {
    let phrase = first.word;
    if (!mayStand(first.word) || commonWords.has(first.word)) {
      continue;
    }
    for (let j = i + 1; j < i + maxKeyword; j++) {
      const next = tokens[j];
      const before = tokens[j - 1];
      if (next === undefined || before === undefined || !mayStand(next.word)) {
        break;
      }
      const between = text.slice(before.end, next.start);
      if (between !== ' ' && !next.joined) {
        break;
      }
      if (commonWords.has(next.word) && !endings.has(next.word)) {
        break;
      }
      phrase += (next.joined ? '-' : ' ') + next.word;
      phrases.push(phrase);
    }
  }
  return phrases;
}

function mayStand(word: string): boolean {
  return word.length > 1 && !stopWords.has(word) && !/^\d/.test(word);
}
