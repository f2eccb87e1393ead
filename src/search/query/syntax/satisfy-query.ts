import { analyse } from '../../text/analyse.ts';
import { createPhraseFinder } from '../../wording/phrase-finder.ts';
import type { Condition, ParsedQuery } from './parse-query.ts';

/** Whether texts, which belong to one paper, are what a query asks for beyond its words. */
export type Satisfies = (texts: readonly string[]) => boolean;

/**
 * What a query insists on: phrases word for word, nothing excluded, and what AND and OR ask for.
 * Undefined where any of its words will do.
 */
export function satisfying(query: ParsedQuery): Satisfies | undefined {
  const { phrases, excluded, condition } = query;
  const asked: Condition[] = [
    ...phrases.map((phrase) => ({ phrase })),
    ...excluded.map((word) => ({ without: { word } })),
    ...(condition ? [condition] : []),
  ];
  if (asked.length === 0) {
    return undefined;
  }
  const whole: Condition = { all: asked };
  const words = [...new Set(wordsOf(whole))];
  const finder = createPhraseFinder(words);
  return (texts) => {
    const found = finder.find(texts);
    const mentioned = new Set([...found.keys()].map((number) => words[number] ?? ''));
    let line: string | undefined;
    const holds = (each: Condition): boolean => {
      if ('word' in each) {
        return mentioned.has(each.word);
      }
      if ('phrase' in each) {
        line ??= texts.map(inOrder).join('\n');
        return line.includes(inOrder(each.phrase));
      }
      if ('without' in each) {
        return !holds(each.without);
      }
      return 'all' in each ? each.all.every(holds) : each.any.some(holds);
    };
    return holds(whole);
  };
}

/** The words that every paper must have, as long as no way around them is left open. */
export function requiredWords(condition: Condition | undefined): string[] {
  if (condition === undefined) {
    return [];
  }
  if ('word' in condition) {
    return [condition.word];
  }
  if ('phrase' in condition) {
    return [condition.phrase];
  }
  return 'all' in condition ? condition.all.flatMap(requiredWords) : [];
}

function wordsOf(condition: Condition): string[] {
  if ('word' in condition) {
    return [condition.word];
  }
  if ('without' in condition) {
    return wordsOf(condition.without);
  }
  if ('phrase' in condition) {
    return [];
  }
  return ('all' in condition ? condition.all : condition.any).flatMap(wordsOf);
}

function inOrder(text: string): string {
  return ` ${analyse(text).words.join(' ')} `;
}
